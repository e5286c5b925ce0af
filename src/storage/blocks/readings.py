"""Contracts whose window is open and whose readings are not all sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.blocks import MINE
from src.storage.engine import rows
from src.storage.forms import instant_in, instant_out


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


_READINGS_DUE: Final = f"""SELECT c.id, c.number, p.name AS party, s.period, s.needed, s.sent, s.drafted,
        COALESCE(own.closes_at, common.closes_at, std.closes_at) AS closes_at
    FROM (SELECT CAST({{}} AS VARCHAR(7)) AS period, CAST({{}} AS BIGINT) AS opens_at, CAST({{}} AS BIGINT) AS closes_at
        UNION ALL SELECT {{}}, CAST({{}} AS BIGINT), CAST({{}} AS BIGINT)
        UNION ALL SELECT {{}}, CAST({{}} AS BIGINT), CAST({{}} AS BIGINT)) std
    JOIN membership m ON {MINE} AND m.role IN ('admin', 'submitter')
    JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
    JOIN party p ON p.id = c.party
    JOIN sheet s ON s.contract = c.id AND s.period = std.period AND s.needed > s.sent
    LEFT JOIN submission_window own ON own.contract_key = c.key AND own.period = std.period AND own.deleted = FALSE
    LEFT JOIN submission_window common ON common.contract_key = '*' AND common.period = std.period
        AND common.deleted = FALSE
    WHERE COALESCE(own.opens_at, common.opens_at, std.opens_at) <= {{}}
        AND COALESCE(own.closes_at, common.closes_at, std.closes_at) > {{}}
    ORDER BY closes_at, m.sort_key, c.id LIMIT {{}}"""  # noqa: S608 - our own words alone


async def readings_due(user_id: int, defaults: Mapping[Period, Window], now: datetime, limit: int) -> list[ReadingsDue]:
    """Contracts in which this person may send readings, whose window is open and not all is sent.

    A contract's own window goes before the one for all, that before the default of its period (exactly three of them).
    """
    at = instant_in(now)
    standard = [
        value
        for period, window in defaults.items()
        for value in (str(period), instant_in(window.opens_at), instant_in(window.closes_at))
    ]
    found = await rows(_READINGS_DUE, *standard, user_id, at, at, at, at, limit)
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
        for row in found
    ]
