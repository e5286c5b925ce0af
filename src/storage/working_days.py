"""Days off and key rates as billing has told them."""

from dataclasses import dataclass
from zlib import crc32

from src.domain.penalties import KeyRates
from src.domain.working_days import WorkingDays
from src.storage.engine import tuples
from src.storage.forms import scaled_out


@dataclass(frozen=True, slots=True)
class Calendar:
    """`version` is another one whenever a day has changed."""

    days: WorkingDays
    version: int


async def load_calendar() -> Calendar:
    found = await tuples("SELECT day, kind FROM day_off WHERE deleted = FALSE ORDER BY day")
    told = ";".join(f"{day} {kind}" for day, kind in found)
    return Calendar(WorkingDays({day: kind == "off" for day, kind in found}), crc32(told.encode()))


async def load_told() -> tuple[WorkingDays, KeyRates]:
    """Both at once, for a page."""
    found = await tuples(
        """SELECT 'day' AS what, day, CASE WHEN kind = 'off' THEN 1 ELSE 0 END AS told FROM day_off
            WHERE deleted = FALSE
        UNION ALL SELECT 'rate', since, percent FROM key_rate WHERE deleted = FALSE ORDER BY 2"""
    )
    days = {day: bool(told) for what, day, told in found if what == "day"}
    return WorkingDays(days), KeyRates([(since, scaled_out(told)) for what, since, told in found if what == "rate"])
