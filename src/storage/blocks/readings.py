"""Contracts whose window is open and whose readings are not all sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.blocks.parts import CLOSES_AT, MINE, OPENS_AT, STANDARD, WINDOWS, mine, standard
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


_DUE = f"""SELECT c.id, c.number, p.name AS party, s.period, s.needed, s.sent, s.drafted, {CLOSES_AT} AS closes_at
    FROM {STANDARD}
    JOIN membership m ON {MINE} AND m.role IN ('admin', 'submitter')
    JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
    JOIN party p ON p.id = c.party
    JOIN sheet s ON s.contract = c.id AND s.period = std.period AND s.needed > s.sent
    {WINDOWS.replace("{contract}", "c")}
    WHERE {OPENS_AT} <= {{}} AND {CLOSES_AT} > {{}}
    ORDER BY closes_at, m.sort_key, c.id LIMIT {{}}"""  # noqa: S608 - our own words alone


async def readings_due(user_id: int, defaults: Mapping[Period, Window], now: datetime, limit: int) -> list[ReadingsDue]:
    """Contracts in which this person may send readings, whose window is open and not all is sent."""
    at = instant_in(now)
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
        for row in await rows(_DUE, *standard(defaults), *mine(user_id, now), at, at, limit)
    ]
