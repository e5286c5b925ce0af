"""Which days are off: the weekends, unless the supplier says another thing of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)
_LONGEST: Final = 60
"""Days off in a row: a calendar that has more is a mistake, and a term must end somewhere."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """`off` holds what the supplier has told: True for a day off, False for a weekend's day on which people work."""

    off: Mapping[date, bool] = field(default_factory=dict)

    def tells_of(self, year: int) -> bool:
        """Whether anything was told of it: every year has holidays, so that silence means that they are not known."""
        return any(day.year == year for day in self.off)

    def is_off(self, day: date) -> bool:
        return self.off.get(day, day.weekday() >= 5)

    def moved(self, day: date) -> date:
        """The day itself, or the next one on which people work."""
        for step in range(_LONGEST):
            if not self.is_off(at := day + step * _DAY):
                return at
        return day
