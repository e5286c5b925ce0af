"""What the page of what is due needs of a contract: as much as was counted beforehand, and the bills of three years."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from src.domain.access import GuardedContract
from src.domain.obligations import Account, Bill
from src.domain.payment_rules import PaymentGroup, PenaltyGroup
from src.domain.settlements import Money
from src.storage.books import bills_of
from src.storage.engine import tuples
from src.storage.settled import paid_out

_BEFORE: Final = timedelta(days=400)
"""Bills so much older than the first obligation still say what it was counted of."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By what a contract is counted, and what was counted beforehand; `behind`: something has come that is not counted
    yet; `calendar`: the version of the days off and rules that it was counted by."""

    closed_on: date | None
    payment_group: PaymentGroup
    penalty_group: PenaltyGroup
    since: date
    balance: int
    paid: tuple[Money, ...]
    behind: bool
    calendar: int | None

    @property
    def bills_since(self) -> date:
        """Older bills are in the balance."""
        return self.since - _BEFORE if self.since - date.min > _BEFORE else date.min

    def account(self, bills: list[Bill]) -> Account:
        return Account(bills, self.payment_group, self.since, self.balance, self.closed_on)


class Standing(NamedTuple):
    """A contract's terms, and its bills as they count."""

    terms: Terms
    account: Account


_TERMS: Final = """SELECT c.closed_on, t.payment_group, t.penalty_group, s.since, s.balance, s.paid, s.calendar,
        EXISTS (SELECT 1 FROM recount r WHERE r.contract = c.id AND r.money = TRUE)
    FROM contract c
    LEFT JOIN contract_terms t ON t.contract = c.id AND t.deleted = FALSE
    LEFT JOIN settled s ON s.contract = c.id
    WHERE c.id = {}"""


async def load_terms(contract: GuardedContract) -> Terms:
    """One query."""
    [(closed_on, group, penalties, since, balance, paid, calendar, behind)] = await tuples(_TERMS, contract.id)
    return Terms(
        closed_on=closed_on,
        payment_group=PaymentGroup(group or PaymentGroup.GENERAL),
        penalty_group=PenaltyGroup(penalties or PenaltyGroup.GENERAL),
        since=since or date.min,
        balance=balance or 0,
        paid=paid_out(paid or ""),
        behind=bool(behind),
        calendar=calendar,
    )


async def load_standing(contract: GuardedContract) -> Standing:
    """Two queries."""
    terms = await load_terms(contract)
    return Standing(terms, terms.account([bill for _, bill in await bills_of([contract.id], terms.bills_since)]))
