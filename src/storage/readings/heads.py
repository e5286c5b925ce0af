"""What stands above a sheet: windows of some periods and how far each is, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.engine import rows
from src.storage.forms import instant_in, window_out

EVERYONE: Final = "*"


@dataclass(frozen=True, slots=True)
class Counts:
    """Registers of a sheet: see storage/sheets.py; `version` grows with every change of the sheet."""

    needed: int = 0
    drafted: int = 0
    sent: int = 0
    refused: int = 0
    remote: int = 0
    version: int = 0

    @property
    def missing(self) -> int:
        return max(self.needed - self.drafted - self.sent, 0)


@dataclass
class Heads:
    windows: dict[Period, Window] = field(default_factory=dict)
    counts: dict[Period, Counts] = field(default_factory=dict)


async def load_heads(contract: GuardedContract, periods: Sequence[Period], zone: ZoneInfo) -> Heads:
    """Windows that billing has set (the contract's own before everybody's) and counts, where there are any."""
    found = await rows(
        """SELECT contract_key AS owner, period, opens_at, closes_at, 0 AS needed, 0 AS drafted, 0 AS sent,
            0 AS refused, 0 AS remote, 0 AS version
        FROM submission_window WHERE contract_key IN ({}, {}) AND period IN ({}) AND deleted = FALSE
        UNION ALL
        SELECT '', period, 0, 0, needed, drafted, sent, refused, remote, version FROM sheet
        WHERE contract = {} AND as_of IN ({})""",
        contract.key,
        EVERYONE,
        [str(period) for period in periods],
        contract.id,
        [instant_in(period.end(zone)) for period in periods],
    )
    heads = Heads()
    # everybody's windows come first, so that the contract's own overwrite them
    for row in sorted(found, key=lambda row: str(row["owner"]) != EVERYONE):
        period = Period.parse(row["period"])
        if row["owner"]:
            heads.windows[period] = window_out(row["opens_at"], row["closes_at"])
        else:
            heads.counts[period] = Counts(
                row["needed"], row["drafted"], row["sent"], row["refused"], row["remote"], row["version"]
            )
    return heads
