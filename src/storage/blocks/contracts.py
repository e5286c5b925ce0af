"""The person's first contracts with what tells how far their readings are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from src.domain.access import Role
from src.domain.contracts import Bill, Counts
from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.blocks.parts import CLOSES_AT, MINE, OPENS_AT, STANDARD, WINDOWS, mine, standard, window_of
from src.storage.dues import bills_out
from src.storage.engine import rows

_FIRST = f"""SELECT l.id, l.number, l.party, l.role, l.dues, s.needed, s.sent, std.period,
        {OPENS_AT} AS opens_at, {CLOSES_AT} AS closes_at
    FROM (SELECT c.id, c.key, c.number, p.name AS party, m.role, m.sort_key, c.dues
        FROM membership m
        JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
        JOIN party p ON p.id = c.party
        WHERE {MINE} ORDER BY m.sort_key, m.contract LIMIT {{}}) l
    CROSS JOIN {STANDARD}
    LEFT JOIN sheet s ON s.contract = l.id AND s.period = std.period
    {WINDOWS.replace("{contract}", "l")}
    ORDER BY l.sort_key, l.id"""  # noqa: S608 - our own words alone


@dataclass(frozen=True, slots=True)
class FirstContract:
    """A contract of the list, with the windows and counts of the periods that matter now, and what its invoices ask."""

    id: int
    number: str
    party: str
    role: Role
    bills: Sequence[Bill]
    windows: dict[Period, Window] = field(default_factory=dict)
    counts: dict[Period, Counts] = field(default_factory=dict)


async def first_contracts(
    user_id: int, defaults: Mapping[Period, Window], now: datetime, limit: int
) -> list[FirstContract]:
    """At most `limit` contracts by number; `defaults` are the windows of exactly three periods where none is set."""
    contracts: dict[int, FirstContract] = {}
    for row in await rows(_FIRST, *mine(user_id, now), limit, *standard(defaults)):
        contract = contracts.get(row["id"])
        if contract is None:
            told = (row["id"], row["number"], row["party"], Role(row["role"]), bills_out(row["dues"]))
            contract = contracts[row["id"]] = FirstContract(*told)
        period = Period.parse(row["period"])
        contract.windows[period] = window_of(row)
        if row["needed"] is not None:
            contract.counts[period] = Counts(row["needed"], row["sent"])
    return list(contracts.values())
