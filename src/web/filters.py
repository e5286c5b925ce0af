"""Filters of a list: typed into a form that asks by GET, kept in the query string, refused beside their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated, Any, Final

from litestar import Request
from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from src.domain.lists import NUMBER_LENGTH, Asked
from src.domain.quantities import NumberFault, read_money
from src.domain.text import fold
from src.web.forms import Form, FormErrors, check_form, wrong
from src.web.queries import address, id_in

PERIOD: Final = ("since", "until")
NUMBER: Final = ("number",)
SUM: Final = ("least", "most")
KIND: Final = ("kind",)

_LONGEST = 200
"""Signs that are looked at of a filter; none has a use for so many."""
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_YEARS = range(1990, 2200)
_LARGEST = 10**12 * 100
_MINUS = ("-", "\u2212", "\u2013")


def _day(typed: object) -> date | None:
    """As a browser sends it, or as a person writes it where the browser knows no field for days."""
    text = str(typed or "").strip()
    if not text:
        return None
    try:
        dotted = _DOTTED.fullmatch(text)
        day = date(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else date.fromisoformat(text)
    except ValueError:
        wrong("Напишите дату, например 05.12.2026")
    if day.year not in _YEARS:
        wrong(f"Напишите год от {_YEARS[0]} до {_YEARS[-1]}")
    return day


def _kopecks(typed: object) -> int | None:
    """Roubles with a comma or a point; what was given back stands with a minus."""
    text = str(typed or "").strip()
    if not text:
        return None
    negative = text.startswith(_MINUS)
    kopecks = read_money(text[1:] if negative else text)
    if isinstance(kopecks, NumberFault) and kopecks is not NumberFault.TOO_LONG:
        wrong("Напишите сумму в рублях, например 184 320,50")
    if isinstance(kopecks, NumberFault) or kopecks >= _LARGEST:
        wrong("Слишком большая сумма: до запятой не больше 12 цифр")
    return -kopecks if negative else kopecks


Day = Annotated[date | None, BeforeValidator(_day)]
Kopecks = Annotated[int | None, BeforeValidator(_kopecks)]


class ListForm(Form):
    """All filters there are; a list takes those that it names."""

    since: Day = None
    until: Day = None
    number: str = Field(default="", max_length=NUMBER_LENGTH)
    least: Kopecks = None
    most: Kopecks = None
    kind: str = ""

    @field_validator("until")
    @classmethod
    def check_until(cls, until: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if since and until and until < since:
            wrong("Период кончается раньше, чем начинается: поменяйте даты местами")
        return until

    @field_validator("number")
    @classmethod
    def check_number(cls, number: str) -> str:
        if not number.isprintable():
            wrong("В поле есть знаки, которые нельзя прочитать")
        return number

    @field_validator("most")
    @classmethod
    def check_most(cls, most: int | None, info: ValidationInfo) -> int | None:
        least = info.data.get("least")
        if least is not None and most is not None and most < least:
            wrong("Сумма «до» меньше суммы «от»: поменяйте их местами")
        return most


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the query string of a list. `kinds`: what may be chosen as kind, with the words for people;
    `form` None: something is wrong, and `typed` says what."""

    path: str
    kinds: Mapping[str, str]
    form: ListForm | None
    typed: FormErrors = field(default_factory=FormErrors)

    @property
    def given(self) -> dict[str, str]:
        """What is asked for, by name, as it stands in addresses."""
        return {name: text for name, text in self.typed.values.items() if text}

    @property
    def asked(self) -> Asked:
        """Of the first page; of everything, where something is wrong."""
        form = self.form or ListForm()
        until = form.until + timedelta(days=1) if form.until else None
        return Asked(form.since, until, fold(form.number), form.least, form.most, form.kind)

    def address(self, ending: str = "", after: int = 0, before: int = 0) -> str:
        return address(f"{self.path}{ending}", **self.given, after=after, before=before)


def read_filters(
    given: Mapping[str, Any], path: str, fields: Sequence[str], kinds: Mapping[str, str] | None = None
) -> Filters:
    """The filters of these fields out of a query string, or out of the words of an order."""
    known = kinds or {}
    typed = {name: str(given.get(name, ""))[:_LONGEST].strip() for name in fields}
    form, errors = check_form(typed, ListForm)
    if typed.get("kind") and typed["kind"] not in known:
        form, errors = None, errors.wrong("kind", "Выберите одно из предложенного")
    if form:
        days = {name: getattr(form, name) for name in PERIOD if name in typed}
        typed |= {name: day.isoformat() for name, day in days.items() if day}
    return Filters(path, known, form, FormErrors(typed, errors.errors, tuple(fields)))


def marked(asked: Asked, request: Request[Any, Any, Any]) -> Asked:
    """The page beside the mark that the query string holds."""
    after = id_in(request, "after")
    return replace(asked, after=after, before=0 if after else id_in(request, "before"))
