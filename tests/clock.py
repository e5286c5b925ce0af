"""A clock that stands until a test moves it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""Noon in Moscow on a day on which the window of November is open."""


class FixedClock:
    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        self._now = moment.astimezone(UTC)

    def pass_by(self, span: timedelta) -> datetime:
        """Let time go by; answers the new moment."""
        self._now += span
        return self._now
