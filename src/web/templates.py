"""The Jinja environment of the whole portal: strict, escaped, with Russian formats of numbers, money and dates."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from src.domain.contacts import pieces
from src.domain.members import last_day
from src.domain.periods import Period
from src.domain.phones import phone_out
from src.domain.quantities import money_written, plural

NBSP = "\u00a0"
MONTHS = (
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
)


def number(value: Decimal | int) -> str:
    """`12345.60` → `12 345,6`: thousands by no-break spaces, a comma, no zeros at the end of a fraction."""
    text = format(value, "f")
    whole, _, fraction = text.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    sign = "−" if value < 0 and (int(whole) or fraction) else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


money = money_written
"""Kopecks as roubles: `18432050` → `184 320,50`."""


def day(value: date) -> str:
    return value.strftime("%d.%m.%Y")


def tied(name: str) -> str:
    """«Хлебозавод № 7»: the number is not torn off at the end of a line."""
    return name.replace("№ ", f"№{NBSP}")


def month(period: Period) -> str:
    """«ноябрь 2026»."""
    return f"{MONTHS[period.month - 1][0]}{NBSP}{period.year}"


def month_of(period: Period) -> str:
    """«ноября 2026»."""
    return f"{MONTHS[period.month - 1][1]}{NBSP}{period.year}"


def counted(count: int, one: str, few: str, many: str) -> str:
    return f"{number(count)}{NBSP}{plural(count, one, few, many)}"


def moment_in(zone: ZoneInfo) -> Callable[[datetime], str]:
    def moment(value: datetime) -> str:
        """An aware instant as the supplier's wall clock: `01.12.2026 14:05`."""
        return value.astimezone(zone).strftime(f"%d.%m.%Y{NBSP}%H:%M")

    return moment


def days_in(zone: ZoneInfo) -> dict[str, Callable[[Any], str]]:
    """Days of the supplier's calendar: `local_day` in which an instant falls, `last_day` before an exclusive one,
    `told_day` the same of the text that the journal holds."""
    return {
        "local_day": lambda value: day(value.astimezone(zone)),
        "last_day": lambda value: day(last_day(value, zone)),
        "told_day": lambda text: day(last_day(datetime.fromisoformat(text), zone)),
    }


class Typesetting(Environment):
    """A number and its unit are not torn apart at the end of a line."""

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        whole = super().preprocess(source, name, filename)
        return re.sub(r"}} (?=[₽%]|кВт|КБ|МБ)", f"}}}}{NBSP}", whole) if str(name).endswith(".html") else whole


def small_css(text: str) -> str:
    """Comments and the white space that means nothing are left out: it stands in every page."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", text)).replace(";}", "}").strip()


@lru_cache(maxsize=4)  # a test that makes an app must not compile all templates anew
def environment(source: Path, zone: ZoneInfo, css: str, asset: Callable[[str], str], supplier: str) -> Environment:
    """Templates are named from the package: `templates/start.html`, `partials/blocks/block.html`."""
    env = Typesetting(
        loader=FileSystemLoader(source),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters.update(number=number, money=money, day=day, moment=moment_in(zone), month=month, month_of=month_of)
    env.filters.update(period=month, phone=phone_out, tied=tied)
    env.filters.update(plural=plural, counted=counted, pieces=pieces, **days_in(zone))
    env.globals.update(css=Markup(css), asset=asset, supplier=supplier)  # noqa: S704 - our own file
    return env
