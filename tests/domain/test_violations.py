"""How the volume of an act is counted, and what must hold between its values."""

from datetime import date
from decimal import Decimal

import pytest

from src.domain.exchange import Reason
from src.domain.violation_faults import fault_of_act, fault_of_volume
from src.domain.violations import Method, Volume

JANUARY, MAY = date(2026, 1, 31), date(2026, 5, 1)
ALL = dict.fromkeys(("power_kw", "volts", "amperes", "cos_phi", "hours"), Decimal("0.5"))


def of_current(method: Method) -> Volume:
    return Volume(method, Decimal(744), volts=Decimal(220), amperes=Decimal("25.3"), cos_phi=Decimal("0.9"))


@pytest.mark.parametrize(
    ("volume", "kwh"),
    [
        (Volume(Method.POWER, Decimal(744), power_kw=Decimal(15)), "11160"),
        (Volume(Method.POWER, Decimal("999999999.999999"), power_kw=Decimal("999999999.999999")),
         "999999999999998000.000000000001"),
        (of_current(Method.ONE_PHASE), "2484.662"),
        (of_current(Method.THREE_PHASES), "7453.987"),
    ],
)  # fmt: skip
def test_volumes_are_exact(volume: Volume, kwh: str) -> None:
    assert volume.energy == Decimal(kwh)


@pytest.mark.parametrize(("told", "agrees"), [("11160", True), ("11160.999", True), ("11161", False), ("11610", False)])
def test_an_act_may_round_but_not_err(told: str, agrees: bool) -> None:
    assert Volume(Method.POWER, Decimal(744), power_kw=Decimal(15)).agrees_with(Decimal(told)) is agrees


@pytest.mark.parametrize(
    ("since", "until", "last", "fault"),
    [
        (None, None, None, None),
        (JANUARY, JANUARY, None, None),
        (JANUARY, None, None, ("until", Reason.EMPTY)),
        (None, JANUARY, None, ("since", Reason.EMPTY)),
        (MAY, JANUARY, None, ("until", Reason.DATES_REVERSED)),
        (None, None, MAY, None),
        (None, None, JANUARY, ("object_until", Reason.DATES_REVERSED)),
    ],
)
def test_days_of_an_act(since: date | None, until: date | None, last: date | None, fault: object) -> None:
    assert fault_of_act(MAY, since, until, last) == fault


@pytest.mark.parametrize(
    ("method", "changes", "fault"),
    [
        ("", dict.fromkeys(ALL), None),
        ("power", {"volts": None, "amperes": None, "cos_phi": None}, None),
        ("power", {"power_kw": None}, ("power_kw", Reason.EMPTY)),
        ("power", {"hours": None}, ("hours", Reason.EMPTY)),
        ("one_phase", {"cos_phi": None}, ("cos_phi", Reason.EMPTY)),
        ("three_phases", {"power_kw": None}, None),
        ("three_phases", {"cos_phi": Decimal("1.01")}, ("cos_phi", Reason.OUT_OF_RANGE)),
    ],
)
def test_measures_of_a_method(method: str, changes: dict[str, Decimal | None], fault: object) -> None:
    assert fault_of_volume(method, {**ALL, **changes}) == fault
