"""What is wrong with a row of a workbook, in plain text: for the screen, and for comments in cells."""

import html
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from src.domain.consumption import Channel
from src.domain.readings import Kind, Problem
from src.domain.uploads import Mistake
from src.routes.readings.upload_words import ROWS
from src.routes.readings.workbook_words import REFUSALS, refusal_words
from src.web.kit import Kit

BY_HAND = " на странице «Передача показаний», затем загрузите файл ещё раз"
_WHOLE = {Kind.TOO_MANY_DIGITS, Kind.TOO_MANY_FRACTION_DIGITS}


class Digits(NamedTuple):
    fraction_digits: int


class About(NamedTuple):
    """What the words of a problem need to know of its register."""

    channel: Channel
    rule: Digits


class MistakeWords:
    """Says what is wrong with a row."""

    def __init__(self, kit: Kit) -> None:
        macros: Any = kit.templates.get_template("templates/components/readings.html").module
        self._problem = macros.problem

    def __call__(self, mistake: Mistake) -> str:
        if words := ROWS.get(mistake.kind):
            return words.format(limit=mistake.limit or "пусто")
        kind = Kind(mistake.kind)
        problem = Problem(kind, _limit(kind, mistake.limit), Decimal(mistake.found) if mistake.found else None)
        if kind in REFUSALS:
            return refusal_words(problem) + ". Сотрите показание"
        about = About(Channel(mistake.channel), Digits(mistake.fraction_digits))
        said = " ".join(html.unescape(str(self._problem(problem, about))).split())
        return said + BY_HAND if kind is Kind.ROLLOVER else said


def _limit(kind: Kind, text: str) -> Decimal | int | date | None:
    if not text:
        return None
    if kind in REFUSALS:
        return date.fromisoformat(text)
    return int(text) if kind in _WHOLE else Decimal(text)
