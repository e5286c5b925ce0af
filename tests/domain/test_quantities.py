"""Cases of exact numbers."""

from decimal import Decimal

import pytest

from src.domain import quantities as q
from src.domain.quantities import NumberFault


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12450", "12450"),
        (" 12 450,5 ", "12450.5"),
        ("12\u00a0450.50", "12450.50"),
        ("1\u2009234\u202f567", "1234567"),
        ("012450", "12450"),
        ("0", "0"),
        (",5", "0.5"),
        ("5,", "5"),
        ("99999999999999.999999", "99999999999999.999999"),
    ],
)
def test_read_number(typed, number):
    assert q.read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", NumberFault.EMPTY),
        (" \u00a0", NumberFault.EMPTY),
        ("-5", NumberFault.NEGATIVE),
        ("\u22125,5", NumberFault.NEGATIVE),
        ("1e5", NumberFault.NOT_A_NUMBER),
        ("1,234.5", NumberFault.NOT_A_NUMBER),
        ("1,2,3", NumberFault.NOT_A_NUMBER),
        ("+5", NumberFault.NOT_A_NUMBER),
        (",", NumberFault.NOT_A_NUMBER),
        ("NaN", NumberFault.NOT_A_NUMBER),
        ("Infinity", NumberFault.NOT_A_NUMBER),
        ("1_000", NumberFault.NOT_A_NUMBER),
        ("٣", NumberFault.NOT_A_NUMBER),
        ("--5", NumberFault.NOT_A_NUMBER),
        ("1" * 21, NumberFault.TOO_LONG),
        ("0." + "1" * 21, NumberFault.TOO_LONG),
        (q.cut("5." + "0 " * 20), NumberFault.TOO_LONG),
        ("1" * 41, NumberFault.TOO_LONG),
    ],
)
def test_read_number_refuses(typed, fault):
    assert q.read_number(typed) is fault


@pytest.mark.parametrize(
    ("number", "scaled"),
    [
        ("12450", 12450000000),
        ("0.000001", 1),
        ("-1.5", -1500000),
        ("0", 0),
        ("99999999999999.999", 99999999999999999000),
    ],
)
def test_scaling_is_exact_both_ways(number, scaled):
    assert q.to_scaled(Decimal(number)) == scaled
    assert q.from_scaled(scaled) == Decimal(number)


def test_a_lost_digit_is_refused():
    with pytest.raises(q.InexactError):
        q.to_scaled(Decimal("0.0000001"))


@pytest.mark.parametrize(("scaled", "text"), [(12450000000, "12450"), (12450500000, "12450.5"), (-1, "-0.000001")])
def test_no_zeros_that_nobody_wrote(scaled, text):
    assert q.plain(q.from_scaled(scaled)) == text


@pytest.mark.parametrize(
    ("typed", "kopecks"),
    [
        ("184 320,50", 18432050),
        ("0,01", 1),
        ("1000", 100000),
        ("1,5", 150),
        ("1,500", 150),
        ("1,005", NumberFault.NOT_A_NUMBER),
        ("сто", NumberFault.NOT_A_NUMBER),
        ("-1", NumberFault.NEGATIVE),
    ],
)
def test_read_money(typed, kopecks):
    assert q.read_money(typed) == kopecks


@pytest.mark.parametrize(("number", "whole"), [("0.5", 1), ("1.5", 2), ("2.4999999", 2), ("-0.5", -1), ("1E+3", 1000)])
def test_half_goes_up(number, whole):
    assert q.round_half_up(Decimal(number)) == whole


@pytest.mark.parametrize(("number", "digits"), [("12", 0), ("12.50", 1), ("12.000", 0), ("0.000001", 6), ("1E+2", 0)])
def test_fraction_digits(number, digits):
    assert q.fraction_digits(Decimal(number)) == digits


@pytest.mark.parametrize(
    ("kopecks", "percent", "part"), [(100, 30, 30), (1, 30, 0), (5, 30, 2), (10**17 + 1, 40, 4 * 10**16)]
)
def test_percent_of(kopecks, percent, part):
    assert q.percent_of(kopecks, percent) == part
