"""What is still to be paid, kept where it is shown: in one text beside the contract, as a list of contracts and a card
read it, and as `money_due`, by person and day, which the start page walks in order and leaves after a few.

Nothing here depends on the day on which it is read: a new one changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from src.domain.access import Action, GuardedContract, Role, may
from src.domain.payment_rules import Part
from src.domain.periods import Period
from src.domain.settlements import Glance, Open, Owed, owed
from src.storage.engine import copy, execute, execute_many, rows, tuples

__all__ = [
    "MONEY_ROLES",
    "Glance",
    "Owed",
    "glance_out",
    "items_in",
    "items_out",
    "load_owed",
    "recount_members",
    "write_items",
]

MONEY_ROLES: Final = tuple(role.value for role in Role if may(role, Action.VIEW_MONEY))
_COLUMNS: Final = ("app_user", "contract", "due_on", "firm", "kopecks", "part", "period", "percent")


def items_in(items: Iterable[Open]) -> str:
    """`2026-11-25 7372820 1 second_advance 2026-11 40;…`"""
    return ";".join(
        f"{each.due_on} {each.kopecks} {each.firm:d} {each.part} {each.period} {each.percent}" for each in items
    )


def items_out(text: str) -> tuple[Open, ...]:
    return tuple(_item(part) for part in text.split(";")) if text else ()


def glance_out(text: str, today: str) -> Glance:
    """What a row of a list says, with as little reading as it takes: days in the form 2026-11-25 compare as they
    follow."""
    late, since = 0, ""
    for part in text.split(";") if text else ():
        if part[:10] >= today:
            return Glance(late, date.fromisoformat(since) if since else None, _item(part))
        _, kopecks, firm, _ = part.split(" ", 3)
        if firm == "1":
            late, since = late + int(kopecks), since or part[:10]
    return Glance(late, date.fromisoformat(since) if since else None, None)


def _item(part: str) -> Open:
    due_on, kopecks, firm, which, period, percent = part.split(" ")
    return Open(date.fromisoformat(due_on), int(kopecks), firm == "1", Part(which), Period.parse(period), int(percent))


async def load_owed(contract: GuardedContract, today: date) -> Owed:
    found = await rows("SELECT dues FROM contract WHERE id = {}", contract.id)
    return owed(items_out(found[0]["dues"]), today)


async def write_items(texts: Sequence[tuple[str, int]]) -> None:
    """Each text of `items_in` with its contract; whose id is smaller comes first."""
    await execute_many("UPDATE contract SET dues = {} WHERE id = {}", texts)
    await _tell_members({contract: text for text, contract in texts})


async def recount_members(ids: Sequence[int]) -> None:
    """After somebody came to these contracts, or may see sums now."""
    found = await tuples("SELECT id, dues FROM contract WHERE id IN ({}) ORDER BY id FOR NO KEY UPDATE", list(ids))
    await _tell_members(dict(found))


async def _tell_members(texts: dict[int, str]) -> None:
    ids, told = list(texts), defaultdict[int, list[tuple[Any, ...]]](list)
    for user, contract in await tuples(
        """SELECT app_user, contract FROM membership
        WHERE contract IN ({}) AND role IN ({}) AND ended = FALSE ORDER BY id""",
        ids,
        list(MONEY_ROLES),
    ):
        told[contract] += [(user, contract, *_row(item)) for item in items_out(texts[contract])]
    await execute("DELETE FROM money_due WHERE contract IN ({})", ids)
    await copy("money_due", _COLUMNS, [row for contract in told for row in told[contract]])


def _row(item: Open) -> tuple[Any, ...]:
    return item.due_on, item.firm, item.kopecks, item.part.value, str(item.period), item.percent
