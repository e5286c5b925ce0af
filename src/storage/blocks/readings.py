"""Contracts whose window is open and whose readings are not all sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.blocks.parts import MINE, mine
from src.storage.engine import rows
from src.storage.forms import instant_in, instant_out
from src.storage.in_force import OPEN_DUE


@dataclass(frozen=True, slots=True)
class ReadingsDue:
    """A contract with an open window and registers without a sent reading."""

    contract_id: int
    number: str
    party: str
    period: Period
    needed: int
    sent: int
    drafted: int
    closes_at: datetime

    @property
    def missing(self) -> int:
        return self.needed - self.sent


# a value, no EXISTS: PostgreSQL would turn that into a join, and read all memberships of a person who has many
_MINE = f"""(SELECT m.role FROM membership m WHERE {MINE} AND m.contract = d.contract)
        IN ('admin', 'submitter') AND {OPEN_DUE}"""  # noqa: S608 - our own words alone
_COMMON = """COALESCE((SELECT w.%s FROM submission_window w
        WHERE w.contract_key = '*' AND w.period = {} AND w.deleted = FALSE), CAST({} AS BIGINT))"""
_OPENS_AT, _CLOSES_AT = _COMMON % "opens_at", _COMMON % "closes_at"
# each part is walked in its index's order and left after a few rows; where the window is shut none is begun
_OF_PERIOD = f"""SELECT * FROM (SELECT d.contract, d.period, d.sort_key, {_CLOSES_AT} AS closes_at FROM reading_due d
        WHERE d.app_user = {{}} AND d.closes_at IS NULL AND {_MINE}
            AND d.period = CASE WHEN {_OPENS_AT} <= {{}} AND {_CLOSES_AT} > {{}} THEN CAST({{}} AS VARCHAR(7)) END
        ORDER BY d.sort_key, d.contract LIMIT {{}}) part"""  # noqa: S608 - our own words alone
_OWN = f"""SELECT * FROM (SELECT d.contract, d.period, d.sort_key, d.closes_at FROM reading_due d
        WHERE d.app_user = {{}} AND d.closes_at > {{}} AND d.opens_at <= {{}} AND {_MINE}
        ORDER BY d.closes_at, d.sort_key, d.contract LIMIT {{}}) part"""  # noqa: S608 - our own words alone
_DUE = f"""SELECT c.id, c.number, p.name AS party, s.period, s.needed, s.sent, s.drafted, d.closes_at
    FROM ({" UNION ALL ".join([_OWN, *[_OF_PERIOD] * 3])}) d
    JOIN contract c ON c.id = d.contract AND c.deleted = FALSE
    JOIN party p ON p.id = c.party
    JOIN sheet s ON s.contract = d.contract AND s.period = d.period AND s.needed > s.sent
    ORDER BY d.closes_at, d.sort_key, c.id LIMIT {{}}"""  # noqa: S608 - our own words alone


async def readings_due(user_id: int, defaults: Mapping[Period, Window], now: datetime, limit: int) -> list[ReadingsDue]:
    """Contracts in which this person may send readings, whose window is open and not all is sent; `defaults` are the
    windows of exactly three periods where none is set."""
    at, own = instant_in(now), mine(user_id, now)
    values: list[str | int] = [user_id, at, at, *own, limit]
    for period, window in defaults.items():
        opens, closes = (str(period), instant_in(window.opens_at)), (str(period), instant_in(window.closes_at))
        values += [*closes, user_id, *own, *opens, at, *closes, at, str(period), limit]
    return [
        ReadingsDue(
            row["id"],
            row["number"],
            row["party"],
            Period.parse(row["period"]),
            row["needed"],
            row["sent"],
            row["drafted"],
            instant_out(row["closes_at"]),
        )
        for row in await rows(_DUE, *values, limit)
    ]
