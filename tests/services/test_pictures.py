"""Pictures and voices are made once, and few at a time."""

import asyncio
import io
import wave
from datetime import timedelta

import pytest
from PIL import Image

from src.services.pictures import Busy, Pictures, Shelf


async def test_a_picture_is_drawn_once():
    pictures = Pictures()
    first = await pictures.draw("a", "40216")
    assert await pictures.draw("a", "40216") is first
    assert Image.open(io.BytesIO(first)).size == (200, 70)


async def test_a_voice_speaks_in_a_form_that_browsers_play(clock):
    spoken = await Pictures().speak("a", "1", "203.0.113.0/24", clock())
    with wave.open(io.BytesIO(spoken)) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (8000, 1)
        assert sound.getnframes() > 4000


async def test_too_many_voices_at_once_are_refused(clock):
    pictures = Pictures(voices_waiting=1)
    asked = [pictures.speak(str(number), "1", "a", clock()) for number in range(3)]
    results = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(result) for result in results] == [bytes, Busy, Busy]


async def test_the_shelf_keeps_the_latest():
    shelf = Shelf(2)
    for name in "abca":
        await shelf.take(name, name.encode)
    made_again = await shelf.take("b", lambda: b"new")
    assert made_again == b"new"


@pytest.mark.parametrize("code", ["00000", "98765"])
async def test_every_digit_can_be_spoken(clock, code):
    assert (await Pictures().speak(code, code, "a", clock())).startswith(b"RIFF")


async def test_each_network_gets_few_voices_a_minute(clock):
    pictures = Pictures(voices_a_minute=1)
    await pictures.speak("a", "1", "one", clock())
    with pytest.raises(Busy):
        await pictures.speak("a", "1", "one", clock())
    await pictures.speak("a", "1", "another", clock())
    await pictures.speak("a", "1", "one", clock.pass_by(timedelta(minutes=1)))
