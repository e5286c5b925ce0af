"""What is counted of a contract's bills and payments whenever one of them changes, so that pages need not go back to
its beginning: the balance of all that is older than three years, what was paid a day since then, what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.obligations import Account, Bill, obligations
from src.domain.payment_rules import PaymentGroup
from src.domain.periods import Period
from src.domain.settlements import Money, carried, lay, open_items
from src.storage.engine import execute_many, tuples
from src.storage.owed import items_in, write_items
from src.storage.turns import in_turns
from src.storage.working_days import Calendar, load_calendar

YEARS: Final = 3
"""As far as claims go: older obligations are told as one balance."""


@dataclass(slots=True)
class _Book:
    """One contract's own, all of it."""

    closed_on: date | None
    group: PaymentGroup
    balance_on: date | None
    balance: int
    bills: list[Bill] = field(default_factory=list)
    paid: list[Money] = field(default_factory=list)

    def account(self) -> Account:
        return Account(self.bills, self.group, self.balance_on or date.min, self.balance, self.closed_on)


@dataclass(frozen=True, slots=True)
class Counted:
    contract: int
    since: date
    balance: int
    paid: str
    dues: str
    calendar: int


async def count_accounts(ids: Sequence[int], now: datetime, zone: ZoneInfo) -> list[Counted]:
    """Read and lay out everything of these contracts; writes nothing."""
    if not ids:
        return []
    today, calendar = now.astimezone(zone).date(), await load_calendar()
    since = Period(today.year - YEARS, today.month)
    books = await _books(sorted(ids), since)
    return [_count(id_, book, since, today, calendar) async for id_, book in in_turns(books.items())]


async def _books(ids: list[int], since: Period) -> dict[int, _Book]:
    books = {
        id_: _Book(closed, PaymentGroup(group or PaymentGroup.GENERAL), balance_on, balance or 0)
        for id_, closed, group, balance_on, balance in await tuples(_TERMS, ids)
    }
    for id_, bill in await bills_of(ids):
        books[id_].bills.append(bill)
    for id_, period, kopecks in await tuples(_MONTHS, ids, str(since)):
        books[id_].paid.append(Money(Period.parse(period).last_day, kopecks))
    for id_, day, kopecks in await tuples(_DAYS, ids, since.day(1)):
        books[id_].paid.append(Money(day, kopecks))
    return books


_TERMS: Final = """SELECT c.id, c.closed_on, t.payment_group, t.balance_on, t.balance
    FROM contract c LEFT JOIN contract_terms t ON t.contract = c.id AND t.deleted = FALSE
    WHERE c.id IN ({}) ORDER BY c.id"""
_BILLS: Final = """SELECT contract, number, issued_on, period, total, due_on FROM invoice
    WHERE contract IN ({}) AND issued_on >= {} AND deleted = FALSE ORDER BY contract, issued_on, id"""

_MONTHS: Final = "SELECT contract, period, amount FROM payment_month WHERE contract IN ({}) AND period < {}"
_DAYS: Final = """SELECT contract, paid_on, CAST(SUM(amount) AS BIGINT) FROM payment
    WHERE contract IN ({}) AND paid_on >= {} AND deleted = FALSE GROUP BY contract, paid_on ORDER BY contract, paid_on"""


async def bills_of(ids: list[int], since: date = date.min) -> list[tuple[int, Bill]]:
    """Issued since a day, with the contract of each."""
    found = await tuples(_BILLS, ids, since)
    return [
        (id_, Bill(number, issued, Period.parse(period), total, due_on))
        for id_, number, issued, period, total, due_on in found
    ]


def _count(id_: int, book: _Book, first: Period, today: date, calendar: Calendar) -> Counted:
    account, since = book.account(), first.day(1)
    paid = [money for money in book.paid if money.day >= account.since]
    settled = lay(obligations(account, calendar.days), paid)
    if account.since >= since:
        since, balance = account.since, account.balance
    else:
        balance = carried(settled, paid, since)
    text = ";".join(f"{money.day} {money.kopecks}" for money in paid if money.day >= since)
    return Counted(id_, since, balance, text, items_in(open_items(settled, today)), calendar.version)


def paid_out(text: str) -> list[Money]:
    parts = (part.split(" ") for part in (text.split(";") if text else ()))
    return [Money(date.fromisoformat(day), int(kopecks)) for day, kopecks in parts]


async def write_accounts(counted: Sequence[Counted]) -> None:
    await write_items([(each.dues, each.contract) for each in counted])
    values: list[Any] = [(each.contract, each.since, each.balance, each.paid, each.calendar) for each in counted]
    await execute_many(
        """INSERT INTO settled (contract, since, balance, paid, calendar) VALUES ({}, {}, {}, {}, {})
        ON CONFLICT (contract) DO UPDATE SET since = excluded.since, balance = excluded.balance, paid = excluded.paid,
            calendar = excluded.calendar""",
        values,
    )


async def counted_otherwise(version: int, count: int) -> list[int]:
    """Contracts that were counted with other days off than those of this version."""
    found = await tuples(
        """SELECT contract FROM (SELECT contract FROM settled WHERE calendar < {} ORDER BY calendar, contract LIMIT {}) a
        UNION ALL
        SELECT contract FROM (SELECT contract FROM settled WHERE calendar > {} ORDER BY calendar, contract LIMIT {}) b""",
        version,
        count,
        version,
        count,
    )
    return [contract for (contract,) in found]
