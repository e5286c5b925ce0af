"""Days off, key rates and rules of payment as billing has told them."""

from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from src.domain import schedules
from src.domain.payment_rules import PaymentGroup, Rules
from src.domain.penalties import KeyRates
from src.domain.told_rules import ToldTerms, told_cap, with_told
from src.domain.working_days import WorkingDays
from src.storage.engine import tuples
from src.storage.forms import scaled_out


@dataclass(frozen=True, slots=True)
class Calendar:
    """What says when is to be paid what. `version` is another one whenever a day, a rule of payment or the way of
    counting has changed."""

    days: WorkingDays
    rules: Rules
    version: int


_TERMS: Final = """SELECT payment_group, since, first_percent, first_day, second_percent, second_day, rest_day, basis
    FROM payment_terms WHERE deleted = FALSE ORDER BY payment_group, since"""


async def load_calendar() -> Calendar:
    days = await tuples("SELECT day, kind FROM day_off WHERE deleted = FALSE ORDER BY day")
    terms = await tuples(_TERMS)
    rules = with_told(list(map(_terms, terms)), ())
    told = f"{schedules.EDITION} {rules.terms} {days}"
    return Calendar(WorkingDays({day: kind == "off" for day, kind in days}), rules, crc32(told.encode()))


_KEPT: Final[dict[int, Calendar]] = {}
"""The last one that was asked for: it changes a few times a year."""


async def calendar_of(version: int | None) -> Calendar:
    """By which something was counted, without a question where it is at hand; else that of today."""
    if version in _KEPT:
        return _KEPT[version]
    calendar = await load_calendar()
    _KEPT.clear()
    _KEPT[calendar.version] = calendar
    return calendar


@dataclass(frozen=True, slots=True)
class Told:
    """All that a page counts by."""

    days: WorkingDays
    rates: KeyRates
    rules: Rules


_TOLD: Final = """SELECT since AS day, until, penalty_group AS what, percent, basis, 0, 0, 0, 0 FROM rate_cap
        WHERE deleted = FALSE
    UNION ALL SELECT since, NULL, payment_group || ' terms', first_percent, basis, first_day, second_percent,
        second_day, rest_day FROM payment_terms WHERE deleted = FALSE
    UNION ALL SELECT day, NULL, kind || ' day', 0, '', 0, 0, 0, 0 FROM day_off WHERE deleted = FALSE
    UNION ALL SELECT since, NULL, 'key rate', percent, '', 0, 0, 0, 0 FROM key_rate WHERE deleted = FALSE
    ORDER BY 1"""


async def load_told() -> Told:
    """All at once, for a page."""
    found = await tuples(_TOLD)
    off = {since: what == "off day" for since, _, what, *_ in found if what in {"off day", "work day"}}
    rates = [(since, scaled_out(percent)) for since, _, what, percent, *_ in found if what == "key rate"]
    caps = [
        told_cap(group, since, until, scaled_out(percent), basis)
        for since, until, group, percent, basis, *_ in found
        if " " not in group
    ]
    terms = [
        _terms((what.removesuffix(" terms"), since, percent, *days, basis))
        for since, _, what, percent, basis, *days in found
        if what.endswith(" terms")
    ]
    return Told(WorkingDays(off), KeyRates(rates), with_told(terms, caps))


def _terms(row: tuple[Any, ...]) -> ToldTerms:
    group, *rest = row
    return ToldTerms(PaymentGroup(group), *rest)
