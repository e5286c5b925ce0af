"""What is kept of a contract's bills and payments, so that pages need not go back to its beginning: the balance of all
that is older than three years, and what was paid a day since then."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from src.domain.settlements import Money
from src.storage.engine import execute_many, tuples
from src.storage.owed import write_items


@dataclass(frozen=True, slots=True)
class Counted:
    """`paid` and `dues` are texts of `paid_in` and of storage/owed.py; `calendar`: the version of the days off;
    `members`: who may see sums, more or less."""

    contract: int
    since: date
    balance: int
    paid: str
    dues: str
    calendar: int
    members: int

    @property
    def rows(self) -> int:
        """As many are written, about."""
        return 2 + self.members * (self.dues.count(";") + 1)


def paid_in(paid: Iterable[Money]) -> str:
    """`2026-11-20 23961665;…`"""
    return ";".join(f"{money.day} {money.kopecks}" for money in paid)


def paid_out(text: str) -> tuple[Money, ...]:
    parts = (part.split(" ") for part in (text.split(";") if text else ()))
    return tuple(Money(date.fromisoformat(day), int(kopecks)) for day, kopecks in parts)


def groups(counted: Sequence[Counted], rows: int) -> Iterator[list[Counted]]:
    """Contracts of at most so many rows together, or one that has more."""
    group: list[Counted] = []
    held = 0
    for each in counted:
        if group and held + each.rows > rows:
            yield group
            group, held = [], 0
        group.append(each)
        held += each.rows
    if group:
        yield group


async def write_accounts(counted: Sequence[Counted]) -> None:
    """Of contracts in the order of their ids."""
    if not counted:
        return
    await write_items([(each.dues, each.contract) for each in counted])
    await execute_many(
        """INSERT INTO settled (contract, since, balance, paid, calendar) VALUES ({}, {}, {}, {}, {})
        ON CONFLICT (contract) DO UPDATE SET since = excluded.since, balance = excluded.balance, paid = excluded.paid,
            calendar = excluded.calendar""",
        [(each.contract, each.since, each.balance, each.paid, each.calendar) for each in counted],
    )


_COUNTED: Final = """SELECT contract FROM (SELECT contract FROM settled WHERE calendar %s {}
    ORDER BY calendar, contract LIMIT {}) part"""


async def counted_otherwise(version: int, count: int) -> list[int]:
    """Contracts that were counted with other days off than those of this version."""
    other = [version, count]
    found = await tuples(f"{_COUNTED % '<'} UNION ALL {_COUNTED % '>'}", *other, *other)
    return [contract for (contract,) in found]
