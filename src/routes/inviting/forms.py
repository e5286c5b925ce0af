"""What an administrator types to add a person: role, last day, address; then, for somebody unknown, the name."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from src.domain.access import Role
from src.domain.inviting import LONGEST, MOST_CONTRACTS
from src.routes.registration.form import Name
from src.web.address_form import Email
from src.web.front import Form, wrong

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_ID = re.compile(r"[0-9]{1,18}")
NO_DAY = "Напишите день так: 31.12.2026, или оставьте поле пустым"


def _day(text: object) -> date | None:
    if not isinstance(text, str) or not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    try:
        year, month, day = (found[1], found[2], found[3]) if found and found[1] else found.group(6, 5, 4)  # type: ignore[union-attr]
        return date(int(year), int(month), int(day))
    except (AttributeError, ValueError):
        wrong(NO_DAY)


def _role(text: object) -> object:
    return text if text in set(Role) else wrong("Выберите роль")


class AddForm(Form):
    """`contracts`: ids of further contracts, with commas."""

    role: Annotated[Role, BeforeValidator(_role), Field(validate_default=True)] = ""  # type: ignore[assignment]
    until: Annotated[date | None, BeforeValidator(_day)] = None
    email: Annotated[Email, Field(validate_default=True)] = ""
    contracts: str = ""


class SealedForm(Form):
    sealed: str = ""


class RegisterForm(SealedForm):
    family_name: Annotated[Name, Field(min_length=1)]
    given_name: Annotated[Name, Field(min_length=1)]
    patronymic: Name = ""


def wrong_day(day: date | None, now: datetime) -> str:
    """Why access cannot end with this day, '' where it can; `now` in the supplier's zone."""
    if day and day < now.date():
        return "Этот день уже прошёл. Укажите сегодняшний или более поздний"
    return "Это слишком далеко: не больше десяти лет" if day and day > (now + LONGEST).date() else ""


def chosen(first: int, texts: Iterable[str]) -> tuple[int, ...]:
    """The contract of the address, and those of the form, each once; at most so many as go at once."""
    ids = (int(part) for text in texts for part in re.split(r"[,\s]+", text) if _ID.fullmatch(part))
    return tuple(dict.fromkeys([first, *filter(None, ids)]))[:MOST_CONTRACTS]


__all__ = ["AddForm", "RegisterForm", "SealedForm", "chosen", "wrong_day"]
