"""The code of «Я не робот» as a picture and as a voice, made in threads and kept while it lives.

A picture is drawn once per code: many drawings of the same code would make it easy to read for a machine.
"""

import asyncio
import contextlib
from collections import Counter, OrderedDict
from collections.abc import Callable
from datetime import datetime

from captcha.image import ImageCaptcha

from src.gateways.mail import Letter, MailGateway, MailRefused, MailUnavailable
from src.services.voice import voice

WIDTH, HEIGHT = 200, 70
PICTURES_KEPT = 200
"""About 9 KB each."""
VOICES_KEPT = 20
"""About 120 KB each."""


class Busy(Exception):
    """Too many voices are being made: the same request may be repeated in a moment."""


class Pictures:
    """One a process; a voice takes half a second of a core, so one is made at a time, few wait, and each network gets
    few a minute."""

    def __init__(self, voices_waiting: int = 4, voices_a_minute: int = 10) -> None:
        self._pictures = Shelf(PICTURES_KEPT)
        self._voices = Shelf(VOICES_KEPT)
        self._allowance = Allowance(voices_a_minute)
        self._drawing = asyncio.Semaphore(2)
        self._speaking = asyncio.Semaphore(1)
        self._free_places = voices_waiting

    async def draw(self, name: str, code: str) -> bytes:
        """PNG of 200 × 70."""
        async with self._drawing:
            return await self._pictures.take(name, lambda: _draw(code))

    async def speak(self, name: str, code: str, network: str, now: datetime) -> bytes:
        """WAV, 8 kHz, Russian digits over noise; Busy when too many wait already, or this network asked too often."""
        if self._free_places == 0 or not self._allowance.take(network, now):
            raise Busy
        self._free_places -= 1
        try:
            async with self._speaking:
                return await self._voices.take(name, lambda: _speak(code))
        finally:
            self._free_places += 1


class Allowance:
    """So many a minute for each network, counted in this process: showing a puzzle writes nothing into the base."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._minute = -1
        self._taken: Counter[str] = Counter()

    def take(self, network: str, now: datetime) -> bool:
        """Count one; False when the minute's share of this network is used up."""
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute, self._taken = minute, Counter()
        self._taken[network] += 1
        return self._taken[network] <= self._a_minute


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
    return bytes(voice().generate(code))


async def tell_mailbox(mail: MailGateway, name: str, label: str, code: str, now: datetime) -> None:
    """The demo's mailbox learns the code of a picture, so that a person without JavaScript can read it there.

    Straight by SMTP: showing a puzzle writes nothing into the base. A mailbox that is away misses it.
    """
    marks = (("X-Picture-Code", code),)
    text = f"Код картинки {label}: {code}\n"
    letter = Letter(f"picture.{name}", "pictures@mailbox.example", f"Картинка {label}", text, "", now, marks)
    with contextlib.suppress(MailUnavailable, MailRefused):
        await mail.send(letter)
