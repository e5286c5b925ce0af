"""The fields by which lists are filtered: how each is read, and what is said where it cannot be."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from src.domain.lists import NUMBER_LENGTH, Asked
from src.domain.quantities import NumberFault, read_money
from src.domain.text import fold
from src.web.forms import Form, wrong

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

    @property
    def asked(self) -> Asked:
        until = self.until + timedelta(days=1) if self.until else None
        return Asked(self.since, until, fold(self.number), self.least, self.most, self.kind)
