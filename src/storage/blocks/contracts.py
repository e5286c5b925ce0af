"""The person's first contracts with what tells how far their readings are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.access import Role
from src.domain.contracts import Counts
from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.blocks import MINE
from src.storage.engine import rows
from src.storage.forms import instant_in, instant_out

_FIRST: Final = f"""SELECT l.id, l.number, l.party, l.role, s.needed, s.sent, std.period,
        COALESCE(own.opens_at, common.opens_at, std.opens_at) AS opens_at,
        COALESCE(own.closes_at, common.closes_at, std.closes_at) AS closes_at
    FROM (SELECT c.id, c.key, c.number, p.name AS party, m.role, m.sort_key
        FROM membership m
        JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
        JOIN party p ON p.id = c.party
        WHERE {MINE} ORDER BY m.sort_key, m.contract LIMIT {{}}) l
    CROSS JOIN (SELECT CAST({{}} AS VARCHAR(7)) AS period, CAST({{}} AS BIGINT) AS as_of,
            CAST({{}} AS BIGINT) AS opens_at, CAST({{}} AS BIGINT) AS closes_at
        UNION ALL SELECT {{}}, CAST({{}} AS BIGINT), CAST({{}} AS BIGINT), CAST({{}} AS BIGINT)
        UNION ALL SELECT {{}}, CAST({{}} AS BIGINT), CAST({{}} AS BIGINT), CAST({{}} AS BIGINT)) std
    LEFT JOIN sheet s ON s.contract = l.id AND s.as_of = std.as_of
    LEFT JOIN submission_window own ON own.contract_key = l.key AND own.period = std.period AND own.deleted = FALSE
    LEFT JOIN submission_window common ON common.contract_key = '*' AND common.period = std.period
        AND common.deleted = FALSE
    ORDER BY l.sort_key, l.id"""  # noqa: S608 - our own words alone


@dataclass(frozen=True, slots=True)
class FirstContract:
    """A contract of the list, with the windows and counts of the periods that matter now."""

    id: int
    number: str
    party: str
    role: Role
    windows: dict[Period, Window] = field(default_factory=dict)
    counts: dict[Period, Counts] = field(default_factory=dict)


async def first_contracts(
    user_id: int, defaults: Mapping[Period, Window], zone: ZoneInfo, now: datetime, limit: int
) -> list[FirstContract]:
    """At most `limit` contracts by number; `defaults` are the windows of exactly three periods where none is set."""
    at = instant_in(now)
    standard = [
        value
        for period, window in defaults.items()
        for value in (
            str(period),
            instant_in(period.end(zone)),
            instant_in(window.opens_at),
            instant_in(window.closes_at),
        )
    ]
    contracts: dict[int, FirstContract] = {}
    for row in await rows(_FIRST, user_id, at, at, limit, *standard):
        contract = contracts.setdefault(
            row["id"], FirstContract(row["id"], row["number"], row["party"], Role(row["role"]))
        )
        period = Period.parse(row["period"])
        contract.windows[period] = Window(instant_out(row["opens_at"]), instant_out(row["closes_at"]))
        if row["needed"] is not None:
            contract.counts[period] = Counts(row["needed"], row["sent"])
    return list(contracts.values())
