"""The forms in which the base keeps exact things."""

from datetime import UTC, datetime
from decimal import Decimal, Inexact
from zoneinfo import ZoneInfo

import pytest

from src.storage.forms import instant_in, instant_out, scaled_in, scaled_out


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("0", 0),
        ("12.5", 12_500_000),
        ("4000", 4_000_000_000),
        ("0.000001", 1),
        ("-3", -3_000_000),
        ("999999999.999999", 999_999_999_999_999),
    ],
)
def test_a_decimal_comes_back_as_it_went_in(value: str, stored: int) -> None:
    assert scaled_in(Decimal(value)) == stored
    assert str(scaled_out(stored)) == value


def test_a_seventh_digit_is_not_lost_in_silence() -> None:
    with pytest.raises(Inexact):
        scaled_in(Decimal("0.0000001"))


def test_an_instant_comes_back_in_utc_to_the_microsecond() -> None:
    moment = datetime(2026, 12, 1, 0, 0, 0, 1, tzinfo=ZoneInfo("Europe/Moscow"))
    assert instant_out(instant_in(moment)) == moment
    assert instant_out(instant_in(moment)).tzinfo is UTC
    assert instant_in(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)) == -1_000_000


def test_a_naive_moment_names_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant_in(datetime(2026, 12, 1))  # noqa: DTZ001


def test_nothing_stays_nothing() -> None:
    assert (instant_in(None), instant_out(None), scaled_in(None), scaled_out(None)) == (None, None, None, None)
