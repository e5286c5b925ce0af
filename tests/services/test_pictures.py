"""Pictures and voices are made once, and few at a time."""

import asyncio
import io
import wave

import pytest
from PIL import Image

from src.services.pictures import Busy, Pictures, Shelf


async def test_a_picture_is_drawn_once():
    pictures = Pictures()
    first = await pictures.draw("a", "40216")
    assert await pictures.draw("a", "40216") is first
    assert Image.open(io.BytesIO(first)).size == (200, 70)


async def test_a_voice_speaks_in_a_form_that_browsers_play():
    spoken = await Pictures().speak("a", "1")
    with wave.open(io.BytesIO(spoken)) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (8000, 1)
        assert sound.getnframes() > 4000


async def test_too_many_voices_at_once_are_refused():
    pictures = Pictures(voices_waiting=1)
    results = await asyncio.gather(*(pictures.speak(str(n), "1") for n in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [bytes, Busy, Busy]


async def test_the_shelf_keeps_the_latest():
    shelf = Shelf(2)
    for name in "abca":
        await shelf.take(name, name.encode)
    made_again = await shelf.take("b", lambda: b"new")
    assert made_again == b"new"


@pytest.mark.parametrize("code", ["00000", "98765"])
async def test_every_digit_can_be_spoken(code):
    assert (await Pictures().speak(code, code)).startswith(b"RIFF")
