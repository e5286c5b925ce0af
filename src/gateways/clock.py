"""The clock on the wall, handed in so that tests and the demo can set another moment."""

from datetime import UTC, datetime, timedelta

from src.domain.clock import Clock


def running_clock(start: datetime | None) -> Clock:
    """Runs like the wall clock; from another moment when `KABINET_NOW` of demo and tests names one."""
    shift = start - datetime.now(UTC) if start else timedelta()
    return lambda: datetime.now(UTC) + shift
