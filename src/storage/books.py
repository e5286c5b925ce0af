"""A contract's bills and payments as they were told, with the groups and the balance of its terms."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from src.domain.obligations import Account, Bill
from src.domain.payment_rules import PaymentGroup
from src.domain.periods import Period
from src.domain.settlements import Money
from src.storage.engine import tuples

YEARS: Final = 3
"""As far as claims go: what is older is told as one balance."""


def window(today: date) -> Period:
    """The first month whose payments are told by day."""
    return Period(today.year - YEARS, today.month)


@dataclass(slots=True)
class Book:
    """All of one contract; payments of the last three years by day, older ones by month."""

    closed_on: date | None
    group: PaymentGroup
    balance_on: date | None
    balance: int
    members: int
    bills: list[Bill] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)

    def account(self) -> Account:
        return Account(self.bills, self.group, self.balance_on or date.min, self.balance, self.closed_on)

    def paid(self) -> list[Money]:
        """What is not in the balance."""
        return [money for money in self.money if not self.balance_on or money.day >= self.balance_on]


_TERMS: Final = """SELECT c.id, c.closed_on, t.payment_group, t.balance_on, t.balance,
        (SELECT COUNT(*) FROM membership m WHERE m.contract = c.id)
    FROM contract c LEFT JOIN contract_terms t ON t.contract = c.id AND t.deleted = FALSE
    WHERE c.id IN ({}) ORDER BY c.id"""
_BILLS: Final = """SELECT contract, number, issued_on, period, total, due_on FROM invoice
    WHERE contract IN ({}) AND issued_on >= {} AND deleted = FALSE ORDER BY contract, issued_on, id"""
_MONTHS: Final = "SELECT contract, period, amount FROM payment_month WHERE contract IN ({}) AND period < {}"
_DAYS: Final = """SELECT contract, paid_on, CAST(SUM(amount) AS BIGINT) FROM payment
    WHERE contract IN ({}) AND paid_on >= {} AND deleted = FALSE
    GROUP BY contract, paid_on ORDER BY contract, paid_on"""

_ORDERED: Final = """SELECT s.contract, s.paid_on, CAST(SUM(s.amount) AS BIGINT) FROM (
        SELECT p.contract, p.paid_on, p.amount FROM service_order o
        JOIN payment p ON p.portal_order = o.key AND p.portal_order <> '' AND p.contract = o.contract
            AND p.deleted = FALSE
        WHERE o.contract IN ({}) AND o.deleted = FALSE
        UNION ALL
        SELECT p.contract, p.paid_on, p.amount FROM card_payment c
        JOIN payment p ON p.portal_order = c.number AND p.portal_order <> '' AND p.contract = c.contract
            AND p.deleted = FALSE
        WHERE c.contract IN ({}) AND c.kind = 'order') s
    GROUP BY s.contract, s.paid_on ORDER BY s.contract, s.paid_on"""
"""What was paid for services, told by the number of the order or of its payment by card: it is taken off what was paid
for energy."""


async def load_books(ids: list[int], since: Period) -> dict[int, Book]:
    books = {
        id_: Book(closed, PaymentGroup(group or PaymentGroup.GENERAL), balance_on, balance or 0, members)
        for id_, closed, group, balance_on, balance, members in await tuples(_TERMS, ids)
    }
    for id_, bill in await bills_of(ids):
        books[id_].bills.append(bill)
    for id_, period, kopecks in await tuples(_MONTHS, ids, str(since)):
        year, month = map(int, period.split("-"))  # of any year: Period.parse knows those of bills alone
        books[id_].money.append(Money(Period(year, month).last_day, kopecks))
    for id_, day, kopecks in await tuples(_DAYS, ids, since.day(1)):
        books[id_].money.append(Money(day, kopecks))
    for id_, day, kopecks in await tuples(_ORDERED, ids, ids):
        books[id_].money.append(Money(day, -kopecks))
    return books


async def bills_of(ids: list[int], since: date = date.min) -> list[tuple[int, Bill]]:
    """Issued since a day, with the contract of each."""
    found = await tuples(_BILLS, ids, since)
    return [
        (id_, Bill(number, issued, Period.parse(period), total, due_on))
        for id_, number, issued, period, total, due_on in found
    ]
