"""Days off and key rates as billing has told them."""

from dataclasses import dataclass
from datetime import date
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


def days_out(text: str) -> WorkingDays:
    """`2026-11-04 off;…`, as a query of something else brings them along."""
    told = (part.split(" ") for part in (text.split(";") if text else ()))
    return WorkingDays({date.fromisoformat(day): kind == "off" for day, kind in told})


async def load_rates() -> KeyRates:
    found = await tuples("SELECT since, percent FROM key_rate WHERE deleted = FALSE ORDER BY since")
    return KeyRates([(since, scaled_out(told)) for since, told in found])
