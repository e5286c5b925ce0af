"""Sending what waits in the outbox."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from src.domain.clock import Clock
from src.gateways.mail import Letter, MailGateway, MailRefused, MailUnavailable
from src.storage import outbox
from src.storage.engine import in_batches, transaction
from src.storage.outbox import QueuedLetter

AT_ONCE = 10
TIME_OUT = 45.0
"""Seconds for one letter, well under outbox.LOCK: nobody else claims it while it may still go."""
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
KEPT = timedelta(days=30)


def pause_before(attempt: int, jitter: float) -> timedelta:
    """The pause after that many failed attempts: 30 s, 1 min, 2 min … 6 h; `jitter` of 0–1 shortens it by up to a
    fifth, so that letters held up together do not come back together."""
    whole = min(FIRST_PAUSE * (1 << min(attempt - 1, 16)), LONGEST_PAUSE)
    return whole * (1 - jitter / 5)


Tell = Callable[[int, Exception], None]
"""Hears of each letter that did not leave: its number and why."""


def nobody(letter_id: int, why: Exception) -> None:
    """Nobody is told."""


async def send_due(mail: MailGateway, clock: Clock, tell: Tell = nobody) -> int:
    """Send the due letters, a few at a time until none is due; returns how many were taken by the server."""
    sent = 0
    while await outbox.any_due(clock()):
        async with transaction():
            letters = await outbox.claim(clock(), AT_ONCE)
        sent += sum(await asyncio.gather(*(_send(mail, clock, letter, tell) for letter in letters)))
    return sent


async def _send(mail: MailGateway, clock: Clock, letter: QueuedLetter, tell: Tell) -> bool:
    """One letter. Killed between sending and marking, it goes again under the same Message-ID: never lost."""
    said = letter.subject, letter.text, letter.html
    ready = Letter(letter.idem, letter.recipient, *said, letter.created_at, unsubscribe=letter.unsubscribe)
    try:
        async with asyncio.timeout(TIME_OUT):
            await mail.send(ready)
    except MailRefused as refusal:
        async with transaction():
            await outbox.give_up(letter.id, str(refusal))
        tell(letter.id, refusal)
        return False
    except (MailUnavailable, TimeoutError) as trouble:
        async with transaction():
            await outbox.postpone(letter.id, _next_try(letter, clock()), str(trouble) or "timed out")
        tell(letter.id, trouble)
        return False
    async with transaction():
        await outbox.mark_sent(letter.id, clock())
    return True


def _next_try(letter: QueuedLetter, now: datetime) -> datetime:
    return now + pause_before(letter.attempts, random.random())  # noqa: S311 it only spreads the load


async def forget_old(now: datetime, batch: int = 500) -> int:
    """Delete finished letters a month after their end, in short transactions."""
    return await in_batches(lambda most: outbox.forget_older(now - KEPT, most), batch)
