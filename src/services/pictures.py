"""The code of «Я не робот» as a picture and as a voice, made in threads and kept while it lives.

A picture is drawn once per code: many drawings of the same code would make it easy to read for a machine.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from captcha.audio import AudioCaptcha
from captcha.image import ImageCaptcha

WIDTH, HEIGHT = 200, 70
PICTURES_KEPT = 200
"""About 9 KB each."""
VOICES_KEPT = 20
"""About 110 KB each."""


class Busy(Exception):
    """Too many voices are being made: the same request may be repeated in a moment."""


class Pictures:
    """One a process; a voice takes half a second of a core, so one is made at a time and few wait."""

    def __init__(self, voices_waiting: int = 4) -> None:
        self._pictures = Shelf(PICTURES_KEPT)
        self._voices = Shelf(VOICES_KEPT)
        self._drawing = asyncio.Semaphore(2)
        self._speaking = asyncio.Semaphore(1)
        self._free_places = voices_waiting

    async def draw(self, name: str, code: str) -> bytes:
        """PNG of 200 × 70."""
        async with self._drawing:
            return await self._pictures.take(name, lambda: _draw(code))

    async def speak(self, name: str, code: str) -> bytes:
        """WAV, 8 kHz, digit by digit over noise; Busy when too many wait already."""
        if self._free_places == 0:
            raise Busy
        self._free_places -= 1
        try:
            async with self._speaking:
                return await self._voices.take(name, lambda: _speak(code))
        finally:
            self._free_places += 1


class Shelf:
    """The latest things that were made, by name."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._things: OrderedDict[str, bytes] = OrderedDict()

    async def take(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The thing of this name, made in a thread when it is not there."""
        if name not in self._things:
            self._things[name] = await asyncio.to_thread(make)
        self._things.move_to_end(name)
        while len(self._things) > self._size:
            self._things.popitem(last=False)
        return self._things[name]


def _draw(code: str) -> bytes:
    return ImageCaptcha(width=WIDTH, height=HEIGHT).generate(code, format="png").getvalue()


def _speak(code: str) -> bytes:
    return bytes(_voice().generate(code))


@lru_cache(maxsize=1)
def _voice() -> AudioCaptcha:
    voice = AudioCaptcha()
    voice.load()
    return voice
