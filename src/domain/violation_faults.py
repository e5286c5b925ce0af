"""What must hold between the values of an act of violation. A fault names the column and the reason."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from src.domain.directory import Fault
from src.domain.exchange import Reason
from src.domain.violations import Method

_OF_CURRENT: Final = ("volts", "amperes", "cos_phi", "hours")
NEEDED: Final[Mapping[Method, tuple[str, ...]]] = {
    Method.POWER: ("power_kw", "hours"),
    Method.ONE_PHASE: _OF_CURRENT,
    Method.THREE_PHASES: _OF_CURRENT,
}
"""The measures that each of them takes."""


def fault_of_act(drawn_on: date, since: date | None, until: date | None, object_until: date | None) -> Fault | None:
    if (since is None) is not (until is None):
        return "until" if until is None else "since", Reason.EMPTY
    if since and until and until < since:
        return "until", Reason.DATES_REVERSED
    return ("object_until", Reason.DATES_REVERSED) if object_until and object_until < drawn_on else None


def fault_of_volume(method: str, measures: Mapping[str, Decimal | None]) -> Fault | None:
    """Without a method no measure is needed; with one, each that it takes."""
    for name in NEEDED[Method(method)] if method else ():
        if measures[name] is None:
            return name, Reason.EMPTY
    cos_phi = measures["cos_phi"]
    return ("cos_phi", Reason.OUT_OF_RANGE) if cos_phi is not None and cos_phi > 1 else None
