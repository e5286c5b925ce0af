"""One letter to each whose orders billing has moved."""

import secrets
from dataclasses import dataclass

from src.domain.clock import Clock
from src.domain.notices import Notice
from src.services.letters import Envelope, Letters
from src.services.notices import post
from src.services.service_orders.letters import LIVES
from src.storage import users
from src.storage.engine import transaction
from src.storage.service_orders import untold

NAMED = 20
"""Orders that a letter names; of the rest it says how many they are."""


@dataclass(frozen=True, slots=True)
class Line:
    order: untold.Moved
    link: str


@dataclass(frozen=True, slots=True)
class StateLetter:
    """`others`: orders that are not named."""

    lines: tuple[Line, ...]
    others: int


async def tell(letters: Letters, clock: Clock) -> int:
    """Write the letters that are due, each in a transaction of its own; how many there were."""
    written = 0
    for user_id in await untold.waiting(clock()):
        async with transaction():
            now = clock()
            moved = await untold.take(user_id, now)
            person = await users.find(user_id) if moved else None
            if person:
                # the mark and the letter go in one transaction: the name need not tell a second one from the first
                envelope = Envelope(person.email, f"orders.{user_id}.{secrets.token_hex(8)}", now, LIVES)
                await post(letters, person, Notice.ORDER, envelope, "orders_moved", _letter(letters, moved))
                written += 1
    return written


def _letter(letters: Letters, moved: list[untold.Moved]) -> StateLetter:
    lines = [Line(each, letters.link(f"/contracts/{each.contract_id}/services/{each.id}")) for each in moved[:NAMED]]
    return StateLetter(tuple(lines), len(moved) - len(lines))
