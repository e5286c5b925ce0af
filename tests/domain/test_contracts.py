"""What a list says of a contract."""

from datetime import UTC, datetime

import pytest

from src.domain.contracts import Counts, Progress, readings_state
from src.domain.periods import Period
from src.domain.windows import Window

NOVEMBER, OCTOBER = Period(2026, 11), Period(2026, 10)


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


WINDOWS = {OCTOBER: Window(day(10, 23), day(11, 2)), NOVEMBER: Window(day(11, 23), day(12, 2))}


@pytest.mark.parametrize(
    ("now", "counts", "progress", "period"),
    [
        (day(11, 24), Counts(14, 11), Progress.MISSING, NOVEMBER),
        (day(11, 24), Counts(14, 14), Progress.SENT, NOVEMBER),
        (day(11, 24), Counts(0, 0), Progress.NOTHING_NEEDED, NOVEMBER),
        (day(11, 24), None, Progress.UNKNOWN, NOVEMBER),
        (day(12, 2), Counts(14, 11), Progress.NOT_SENT, NOVEMBER),
        (day(11, 10), Counts(14, 14), Progress.SENT, OCTOBER),
        (day(10, 1), Counts(14, 0), Progress.NOT_YET, OCTOBER),
    ],
)
def test_how_far_the_readings_are(now, counts, progress, period):
    state = readings_state(WINDOWS, {period: counts} if counts else {}, now)
    assert (state.progress, state.period) == (progress, period)
