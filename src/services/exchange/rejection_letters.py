"""One letter to each who may send again what billing has rejected."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from src.domain.clock import Clock
from src.domain.notices import Notice
from src.services.letters import Envelope, Letters
from src.services.notices import post
from src.storage import rejections, users
from src.storage.engine import transaction
from src.storage.rejections import Told

LIVES = timedelta(days=7)
NAMED = 20
"""Receipts that a letter names; of the rest it says how many they are."""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    told: Told
    link: str


@dataclass(frozen=True, slots=True)
class RejectionLetter:
    """`registers`: of all receipts; `others`: receipts that are not named."""

    lines: tuple[ReceiptLine, ...]
    registers: int
    others: int


async def tell(letters: Letters, clock: Clock) -> int:
    """Write the letters that are due, each in a transaction of its own; how many there were."""
    written = 0
    for user_id in await rejections.waiting(clock()):
        async with transaction():
            now = clock()
            told = await rejections.take(user_id, now)
            person = await users.find(user_id) if told else None
            if person:
                # the row and the letter go in one transaction, so the name need not tell a second letter from the first
                envelope = Envelope(person.email, f"rejected.{user_id}.{secrets.token_hex(8)}", now, LIVES)
                await post(letters, person, Notice.REJECTED, envelope, "rejected", _letter(letters, told))
                written += 1
    return written


def _letter(letters: Letters, told: Sequence[Told]) -> RejectionLetter:
    lines = [
        ReceiptLine(each, letters.link(f"/contracts/{each.contract_id}/receipts/{each.number}"))
        for each in told[:NAMED]
    ]
    return RejectionLetter(tuple(lines), sum(each.registers for each in told), len(told) - len(lines))
