"""The voice of «Я не робот»: Russian digits from the files beside it, over the noise that the library makes of them."""

import io
import wave
from functools import lru_cache
from importlib.resources import files
from typing import Final

from captcha.audio import AudioCaptcha

DIGITS: Final = "0123456789"


class RussianVoice(AudioCaptcha):
    """The library's voice with our ten digits in the place of its English letters and digits."""

    @property
    def choices(self) -> list[str]:
        return list(DIGITS)

    def _load_data(self, name: str) -> None:
        self._cache[name] = [bytearray(frames_of(name))]


@lru_cache(maxsize=1)
def voice() -> RussianVoice:
    """With its 36 KB of sounds read."""
    made = RussianVoice()
    made.load()
    return made


def frames_of(digit: str) -> bytes:
    """Unsigned bytes, 8000 a second."""
    packed = (files("src.services") / "voices" / f"ru-{digit}.wav").read_bytes()
    with wave.open(io.BytesIO(packed)) as sound:
        return bytes(sound.readframes(sound.getnframes()))
