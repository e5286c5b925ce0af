"""Russian formats of numbers, money, dates and words; the CSS is made small without a change of meaning."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from src.domain.periods import Period
from src.web.templates import (
    Typesetting,
    counted,
    day,
    moment_in,
    money,
    month,
    month_of,
    number,
    plural,
    small_css,
    tied,
)


@pytest.mark.parametrize(
    ("kopecks", "text"),
    [(18432050, "184 320,50"), (5, "0,05"), (0, "0,00"), (-100, "−1,00"), (123456789012, "1 234 567 890,12")],
)
def test_money(kopecks, text):
    assert money(kopecks) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12345, "12 345"),
        (Decimal("12345.60"), "12 345,6"),
        (Decimal("0.000001"), "0,000001"),
        (Decimal("-0.0"), "0"),
        (-7, "−7"),
        (Decimal("-0.5"), "−0,5"),
        (Decimal("1E+3"), "1 000"),
    ],
)
def test_number(value, text):
    assert number(value) == text.replace(" ", "\u00a0")


FORMS = {"договор": (1, 21, 1001), "договора": (2, 24, 1002), "договоров": (0, 5, 11, 12, 14, 111, 100)}


@pytest.mark.parametrize(("count", "word"), [(count, word) for word, counts in FORMS.items() for count in counts])
def test_plural(count, word):
    assert plural(count, "договор", "договора", "договоров") == word
    assert counted(count, "договор", "договора", "договоров") == f"{number(count)}\u00a0{word}"


def test_dates():
    assert day(date(2026, 12, 5)) == "05.12.2026"
    assert month(Period(2026, 11)) == "ноябрь\u00a02026"
    assert month_of(Period(2026, 12)) == "декабря\u00a02026"
    assert moment_in(ZoneInfo("Europe/Moscow"))(datetime(2026, 11, 30, 21, 5, tzinfo=UTC)) == "01.12.2026\u00a000:05"


def test_what_belongs_together_stays_on_a_line():
    whole = Typesetting().preprocess("{{ sum }} ₽, {{ share }} % of it", "page.html")
    assert whole == "{{ sum }}\u00a0₽, {{ share }}\u00a0% of it"
    assert Typesetting().preprocess("{{ sum }} ₽", "letter.txt") == "{{ sum }} ₽"
    assert tied("Причал № 17") == "Причал №\u00a017"


def test_small_css():
    text = "/* note */\na , b {\n  color : red ;\n}\n@media (max-width: 9rem) and (x) { a > b { margin: 0 auto; } }"
    assert small_css(text) == "a,b{color : red}@media (max-width: 9rem) and (x){a>b{margin: 0 auto}}"
