"""Cases of windows: half-open, by default from the 23rd to the 2nd."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from src.domain.periods import Period
from src.domain.windows import (
    Window,
    WindowState,
    candidates,
    current_period,
    default_window,
    next_opening,
    open_period,
)

MOSCOW = ZoneInfo("Europe/Moscow")
NOVEMBER = Period(2026, 11)


def at(month, day, hour=0):
    return datetime(2026, month, day, hour, tzinfo=MOSCOW)


def windows(now):
    return {period: default_window(period, MOSCOW, 23, 2) for period in candidates(now, MOSCOW)}


def test_default_window():
    assert default_window(NOVEMBER, MOSCOW, 23, 2) == Window(at(11, 23), at(12, 2))
    assert default_window(Period(2026, 2), MOSCOW, 31, 2).opens_at == at(2, 28)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (at(11, 23) - timedelta(microseconds=1), WindowState.NOT_YET),
        (at(11, 23), WindowState.OPEN),
        (at(12, 2) - timedelta(microseconds=1), WindowState.OPEN),
        (at(12, 2), WindowState.CLOSED),
    ],
)
def test_state_is_half_open(now, state):
    window = Window(at(11, 23), at(12, 2))
    assert window.state(now) is state
    assert window.is_open(now) is (state is WindowState.OPEN)


@pytest.mark.parametrize(
    ("now", "shown"),
    [(at(11, 24), "2026-11"), (at(12, 1), "2026-11"), (at(12, 5), "2026-11"), (at(12, 23), "2026-12")],
)
def test_current_period(now, shown):
    assert str(current_period(windows(now), now)) == shown


def test_of_two_open_windows_the_first_to_close_is_shown():
    both = {NOVEMBER: Window(at(11, 1), at(12, 20)), NOVEMBER.previous: Window(at(11, 1), at(12, 10))}
    assert current_period(both, at(12, 5)) == NOVEMBER.previous


def test_before_any_window_the_first_to_come_is_shown():
    assert current_period({NOVEMBER: Window(at(11, 23), at(12, 2))}, at(11, 1)) == NOVEMBER


def test_next_opening():
    assert next_opening(windows(at(12, 5)), at(12, 5)) == at(12, 23)
    assert next_opening({NOVEMBER: Window(at(11, 23), at(12, 2))}, at(12, 5)) is None


def test_open_period():
    assert open_period(windows(at(12, 1)), at(12, 1)) == NOVEMBER
    assert open_period(windows(at(12, 5)), at(12, 5)) is None
