"""For whom the blocks of the start page are made."""

from dataclasses import dataclass
from datetime import date, datetime

from src.domain.periods import Period
from src.domain.sessions import CurrentContract
from src.domain.windows import Window, candidates, default_window
from src.settings import Settings


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at a moment; `current` is the contract that the switcher shows."""

    user_id: int
    current: CurrentContract | None
    now: datetime
    settings: Settings

    @property
    def today(self) -> date:
        return self.now.astimezone(self.settings.time_zone).date()

    @property
    def period(self) -> Period:
        return Period.containing(self.now, self.settings.time_zone)

    def default_windows(self) -> dict[Period, Window]:
        """Of the three periods that can matter now, the windows where billing has set none."""
        zone, opens, closes = self.settings.time_zone, self.settings.window_opens_day, self.settings.window_closes_day
        return {period: default_window(period, zone, opens, closes) for period in candidates(self.now, zone)}
