"""The spoken code is Russian: our ten files, and nothing else, are in it."""

import io
import wave
from importlib.resources import files

import pytest

from src.services.voice import DIGITS, frames_of, voice


def test_nothing_but_our_ten_digits_is_spoken_or_mixed_in():
    assert "".join(sorted(voice().choices)) == DIGITS
    assert voice()._cache == {digit: [bytearray(frames_of(digit))] for digit in DIGITS}


@pytest.mark.parametrize("digit", DIGITS)
def test_a_digit_is_short_and_as_the_mixer_needs_it(digit):
    packed = (files("src.services") / "voices" / f"ru-{digit}.wav").read_bytes()
    with wave.open(io.BytesIO(packed)) as sound:
        form = sound.getframerate(), sound.getnchannels(), sound.getsampwidth()
        assert form == (8000, 1, 1)
        assert 2400 < sound.getnframes() < 4800
    assert max(abs(sample - 128) for sample in frames_of(digit)) >= 100


def test_the_digits_are_told_apart():
    assert len({frames_of(digit) for digit in DIGITS}) == 10


def test_a_code_of_five_digits_stays_light():
    assert len(voice().generate("40216")) < 200_000
