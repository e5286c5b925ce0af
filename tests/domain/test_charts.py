"""Heights of bars and the change against last year, in whole numbers."""

import pytest

from src.domain.charts import change_percent, thirteen_bars
from src.domain.periods import Period

LAST = Period(2026, 11)


def test_thirteen_months_the_tallest_full():
    bars = thirteen_bars({LAST: 200, LAST.previous: 50, LAST.year_before: 1, Period(2020, 1): 9999}, LAST)
    assert len(bars) == 13
    assert [(bar.kwh, bar.height) for bar in (bars[0], bars[1], bars[-2], bars[-1])] == [
        (1, 1),
        (None, 0),
        (50, 15),
        (200, 60),
    ]


def test_net_supply_and_emptiness_have_no_height():
    assert {bar.height for bar in thirteen_bars({LAST: -5, LAST.previous: 0}, LAST)} == {0}
    assert {bar.height for bar in thirteen_bars({}, LAST)} == {0}


@pytest.mark.parametrize(
    ("kwh", "before", "change"),
    [(109, 100, 9), (100, 100, 0), (50, 100, -50), (201, 200, 1), (199, 200, -1), (1004, 1000, 0), (0, 100, -100)],
)
def test_change_in_whole_percent_half_away_from_zero(kwh, before, change):
    assert change_percent(kwh, before) == change


@pytest.mark.parametrize(("kwh", "before"), [(None, 5), (5, None), (5, 0), (5, -1)])
def test_no_change_can_be_told(kwh, before):
    assert change_percent(kwh, before) is None
