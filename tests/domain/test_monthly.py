"""Month sums on scaled integers say what consumption.py says on decimals."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from src.domain.consumption import Channel, Counting, energy
from src.domain.monthly import Placed, factor, monthly, touched, whole
from src.domain.quantities import from_scaled

PLAIN = Placed(
    point=1,
    meter=1,
    zone="T0",
    channel="A+",
    digits=6,
    flow_sign=1,
    ratio=10**6,
    loss_percent=0,
    loss_sign=1,
    loss_kwh=0,
    since=0,
    until=None,
)
PERIODS = {1: "2026-08", 2: "2026-09", 3: "2026-10", 4: "2026-11"}
ENDS = {period: (end - 1, end) for end, period in PERIODS.items()}


def units(*values: int) -> list[tuple[int, int, None]]:
    """Readings as of 1, 2, 3 …"""
    return [(number, value * 10**6, None) for number, value in enumerate(values, 1)]


def test_it_agrees_with_the_decimals() -> None:
    source = random.Random(442)
    for _ in range(500):
        channel = source.choice(list(Channel))
        passed, ratio = source.randrange(10**13), source.randrange(1, 4 * 10**9)
        percent, sign = source.randrange(20 * 10**6), source.choice((1, -1))
        placed = replace(PLAIN, channel=channel.value, ratio=ratio, loss_percent=percent, loss_sign=sign)
        counting = Counting(from_scaled(ratio), from_scaled(percent), sign)
        assert whole(passed, placed) == energy(from_scaled(passed), channel, counting)


@pytest.mark.parametrize(("passed", "kwh"), [("0.4", 0), ("0.5", 1), ("1.5", 2), ("2.499999", 2)])
def test_a_half_goes_up(passed: str, kwh: int) -> None:
    assert whole(int(Decimal(passed).scaleb(6)), PLAIN) == kwh


def test_a_month_is_the_difference_and_a_gap_goes_to_the_later_one() -> None:
    readings = [(1, 10**8, None), (2, 15 * 10**7, None), (4, 40 * 10**7, None)]
    assert monthly([([PLAIN], readings)], PERIODS, ENDS) == {"2026-09": 50, "2026-11": 250}


def test_through_zero() -> None:
    assert monthly([([PLAIN], units(999_990, 5))], PERIODS, ENDS) == {"2026-09": 15}


def test_zones_count_instead_of_the_whole() -> None:
    zones = [(replace(PLAIN, zone=zone), value) for zone, value in (("T0", 70), ("T1", 40), ("T2", 29))]
    assert monthly((([place], units(0, value)) for place, value in zones), PERIODS, ENDS) == {"2026-09": 69}


def test_supply_is_taken_off_and_reactive_energy_left_out() -> None:
    channels = [(replace(PLAIN, channel=channel), value) for channel, value in (("A+", 70), ("A-", 30), ("R+", 5))]
    assert monthly((([place], units(0, value)) for place, value in channels), PERIODS, ENDS) == {"2026-09": 40}


def test_the_constant_of_a_point_comes_once_a_month() -> None:
    lossy = replace(PLAIN, loss_kwh=7)
    two = [([replace(lossy, zone="T1")], units(0, 1, 2)), ([replace(lossy, zone="T2")], units(0, 1, 2))]
    assert monthly(two, PERIODS, ENDS) == {"2026-09": 9, "2026-10": 9}


def test_the_constant_comes_without_a_reading_of_its_point_too() -> None:
    silent = replace(PLAIN, point=2, loss_kwh=7)
    gone, to_come = replace(silent, point=3, until=1), replace(silent, point=4, since=2)
    registers = [([PLAIN], units(0, 5)), ([silent], ()), ([gone], ()), ([to_come], ())]
    assert monthly(registers, PERIODS, ENDS) == {"2026-09": 12}
    assert monthly(registers[1:], PERIODS, ENDS) == {}


def test_each_stretch_is_counted_with_the_ratio_of_its_place() -> None:
    old, new = replace(PLAIN, until=2), replace(PLAIN, ratio=10 * 10**6, since=2)
    assert monthly([([old, new], units(0, 5, 6))], PERIODS, ENDS) == {"2026-09": 5, "2026-10": 10}


def test_what_was_kept_with_a_reading_goes_before_the_place() -> None:
    readings = [(1, 0, None), (2, 5 * 10**6, factor(40 * 10**6, 10**7, 1)), (3, 6 * 10**6, None)]
    assert monthly([([PLAIN], readings)], PERIODS, ENDS) == {"2026-09": 220, "2026-10": 1}


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ({"2026-08"}, {"2026-09"}),
        ({"2026-09"}, {"2026-09", "2026-11"}),
        ({"2026-10"}, {"2026-11"}),
        ({"2026-12"}, set()),
    ],
)
def test_a_changed_month_touches_itself_and_the_next_that_was_read(changed: set[str], again: set[str]) -> None:
    assert touched(changed, [[(1, 0, None), (2, 0, None), (4, 0, None)]], PERIODS) == again


def test_what_was_read_before_the_meter_came_is_not_counted() -> None:
    assert monthly([([replace(PLAIN, since=2)], units(0, 500, 501))], PERIODS, ENDS) == {"2026-10": 1}


def test_what_passed_before_the_meter_came_is_nobodys() -> None:
    """Read elsewhere as of 1, set here at 2 with nothing read on that day, read here as of 3 and 4."""
    readings = [(1, 0, None), (3, 500 * 10**6, None), (4, 503 * 10**6, None)]
    here, elsewhere = replace(PLAIN, since=2), replace(PLAIN, until=2)
    assert monthly([([here], readings)], PERIODS, ENDS) == {"2026-11": 3}
    assert monthly([([elsewhere], readings)], PERIODS, ENDS) == {}
    assert monthly([([elsewhere, here], readings)], PERIODS, ENDS) == {"2026-11": 3}
