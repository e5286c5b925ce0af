"""Cases of consumption: exact, rounded once, half up."""

from decimal import Decimal

import pytest

from src.domain.consumption import Channel, Counted, Counting, Totals, Zone, difference, energy, loss_constant, totals

D = Decimal


@pytest.mark.parametrize(
    ("previous", "current", "digits", "passed"),
    [("12450", "13012", 6, "562"), ("999990", "5", 6, "15"), ("0.5", "0.75", 1, "0.25"), ("7", "7", 5, "0")],
)
def test_difference(previous, current, digits, passed):
    assert difference(D(previous), D(current), digits) == D(passed)


@pytest.mark.parametrize(
    ("passed", "channel", "counting", "kwh"),
    [
        ("562", Channel.ACTIVE_IN, Counting(D(40)), 22480),
        ("0.0125", Channel.ACTIVE_IN, Counting(D(40)), 1),
        ("0.0124", Channel.ACTIVE_IN, Counting(D(40)), 0),
        ("100", Channel.ACTIVE_IN, Counting(D(1), D("2.5"), 1), 103),
        ("100", Channel.ACTIVE_IN, Counting(D(1), D("2.5"), -1), 98),
        ("100", Channel.ACTIVE_OUT, Counting(D(1), D("2.4"), 1), 102),
        ("100", Channel.REACTIVE_IN, Counting(D(1), D("2.5"), 1), 100),
        ("999999999.999999", Channel.ACTIVE_IN, Counting(D("4000.000001"), D("99.999999"), 1), 7999999962000),
    ],
)
def test_energy_is_rounded_once(passed, channel, counting, kwh):
    assert energy(D(passed), channel, counting) == kwh


def test_the_greatest_numbers_are_exact():
    passed, ratio, percent = D("999999999.999999"), D("4000.000001"), D("99.999999")
    assert energy(passed, Channel.ACTIVE_IN, Counting(ratio, percent)) == _by_integers(passed, ratio, percent)


def _by_integers(passed, ratio, percent):
    scaled = [int(part.scaleb(6)) for part in (passed, ratio, 100 + percent)]
    whole = scaled[0] * scaled[1] * scaled[2]
    unit = 10**20
    return (whole + unit // 2) // unit


@pytest.mark.parametrize(("kwh", "sign", "line"), [("12.5", 1, 13), ("12.4", -1, -12), ("0", 1, 0)])
def test_loss_constant(kwh, sign, line):
    assert loss_constant(D(kwh), sign) == line


ZONES = [
    Counted(1, Zone.WHOLE, Channel.ACTIVE_IN, 1, 100),
    Counted(1, Zone.DAY, Channel.ACTIVE_IN, 1, 60),
    Counted(1, Zone.NIGHT, Channel.ACTIVE_IN, 1, 41),
]


@pytest.mark.parametrize(
    ("rows", "constants", "expected"),
    [
        ([], [], Totals(0, 0)),
        (ZONES, [], Totals(101, 0)),
        (ZONES[:1], [], Totals(100, 0)),
        ([*ZONES, Counted(1, Zone.WHOLE, Channel.ACTIVE_OUT, 1, 7)], [], Totals(94, 0)),
        ([*ZONES, Counted(2, Zone.WHOLE, Channel.ACTIVE_IN, -1, 30)], [5, -2], Totals(74, 0)),
        ([Counted(1, Zone.WHOLE, Channel.REACTIVE_IN, 1, 9), *ZONES], [], Totals(101, 9)),
    ],
)
def test_totals(rows, constants, expected):
    assert totals(rows, constants) == expected
