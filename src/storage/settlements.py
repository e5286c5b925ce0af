"""What the page of what is due needs of a contract: as much as was counted beforehand, and the bills of three years."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.obligations import Account
from src.domain.payment_rules import PaymentGroup, PenaltyGroup
from src.domain.settlements import Money
from src.storage.books import bills_of
from src.storage.engine import tuples
from src.storage.settled import paid_out

_BEFORE: Final = timedelta(days=400)
"""Bills so much older than the first obligation still say what it was counted of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A contract's bills and what was paid; `behind`: something has come that is not counted yet."""

    account: Account
    penalty_group: PenaltyGroup
    paid: tuple[Money, ...]
    behind: bool


_STANDING: Final = """SELECT c.closed_on, t.payment_group, t.penalty_group, s.since, s.balance, s.paid,
        EXISTS (SELECT 1 FROM recount r WHERE r.contract = c.id AND r.money = TRUE)
    FROM contract c
    LEFT JOIN contract_terms t ON t.contract = c.id AND t.deleted = FALSE
    LEFT JOIN settled s ON s.contract = c.id
    WHERE c.id = {}"""


async def load_standing(contract: GuardedContract) -> Standing:
    """Two queries."""
    [(closed_on, group, penalties, since, balance, paid, behind)] = await tuples(_STANDING, contract.id)
    first = since or date.min
    bills = await bills_of([contract.id], first - _BEFORE if since and first > date.min + _BEFORE else date.min)
    account = Account(
        [bill for _, bill in bills], PaymentGroup(group or PaymentGroup.GENERAL), first, balance or 0, closed_on
    )
    return Standing(account, PenaltyGroup(penalties or PenaltyGroup.GENERAL), paid_out(paid or ""), bool(behind))
