"""What is to be paid next, and what should have been paid, in all contracts of a person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from src.domain.payment_rules import Part
from src.domain.periods import Period
from src.domain.settlements import Open
from src.storage.blocks.parts import MINE, mine
from src.storage.engine import tuples
from src.storage.in_force import OPEN_DUE
from src.storage.owed import MONEY_ROLES


@dataclass(frozen=True, slots=True)
class ToPay:
    contract_id: int
    number: str
    open: Open


_ROLES: Final = ", ".join(f"'{role}'" for role in MONEY_ROLES)
# a value, no EXISTS: PostgreSQL would turn that into a join, and read all memberships of a person who has many
_MINE: Final = f"""(SELECT m.role FROM membership m WHERE {MINE} AND m.contract = d.contract)
        IN ({_ROLES}) AND {OPEN_DUE}"""  # noqa: S608 - our own words alone
# each part is walked in its index's order and left after a few rows
_PART: Final = f"""SELECT * FROM (SELECT d.contract, d.due_on, d.kopecks, d.firm, d.part, d.period, d.percent
        FROM money_due d WHERE d.app_user = {{}} AND d.firm = %s AND d.due_on %s {{}} AND {_MINE}
        ORDER BY d.due_on, d.contract LIMIT {{}}) part"""  # noqa: S608 - our own words alone
_PARTS: Final = " UNION ALL ".join(_PART % part for part in (("TRUE", "<"), ("TRUE", ">="), ("FALSE", ">=")))
_DUE: Final = f"""SELECT c.id, c.number, d.due_on, d.kopecks, d.firm, d.part, d.period, d.percent
    FROM ({_PARTS}) d JOIN contract c ON c.id = d.contract AND c.deleted = FALSE
    ORDER BY d.due_on, c.id"""  # noqa: S608 - our own words alone


async def money_due(user_id: int, today: date, now: datetime, limit: int) -> list[ToPay]:
    """Of what is overdue, of what comes and of what is only estimated so many at most each, the oldest first."""
    part: list[Any] = [user_id, today, *mine(user_id, now), limit]
    return [
        ToPay(id_, number, Open(due_on, kopecks, bool(firm), Part(which), Period.parse(period), percent))
        for id_, number, due_on, kopecks, firm, which, period, percent in await tuples(_DUE, *part * 3)
    ]
