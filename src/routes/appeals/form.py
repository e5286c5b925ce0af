"""What the form of an appeal says."""

import re
import secrets
from collections.abc import Mapping
from typing import Final

from pydantic import field_validator

from src.domain.appeals import LONGEST, THEMES
from src.domain.text import written
from src.routes.seen import seen_in
from src.services.appeals.drafts import Typed
from src.web.front import Form, FormErrors, check_form, wrong

__all__ = ["AppealForm", "DraftForm", "new_token", "read_typed", "seen_in", "token_in"]

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22,36}")
_THEMES: Final = frozenset(theme.value for theme in THEMES)
LONG: Final = f"Текст длиннее {LONGEST:,} знаков. Сократите его или приложите файлом.".replace(",", " ")


class DraftForm(Form):
    """What may be kept: any text that is not too long."""

    theme: str = ""
    text: str = ""

    @field_validator("theme")
    @classmethod
    def known(cls, theme: str) -> str:
        return theme if theme in _THEMES else ""

    @field_validator("text")
    @classmethod
    def short(cls, text: str) -> str:
        return _short(text)


class AppealForm(Form):
    """What may be sent."""

    theme: str = ""
    text: str = ""

    @field_validator("theme")
    @classmethod
    def chosen(cls, theme: str) -> str:
        if theme not in _THEMES:
            wrong("Выберите тему: по ней обращение попадёт к нужному специалисту")
        return theme

    @field_validator("text")
    @classmethod
    def filled(cls, text: str) -> str:
        if not text:
            wrong("Напишите, о чём ваше обращение")
        return _short(text)


def _short(text: str) -> str:
    if len(text) > LONGEST:
        wrong(LONG)
    return text


def new_token() -> str:
    return secrets.token_urlsafe(24)


def token_in(fields: Mapping[str, str]) -> str:
    """The form's own name; a broken one is as that of a new form."""
    token = fields.get("token", "")
    return token if _TOKEN.fullmatch(token) else new_token()


def read_typed(
    fields: Mapping[str, str], model: type[DraftForm] | type[AppealForm], token: str
) -> tuple[Typed | None, FormErrors]:
    """None where something is wrong; what was typed is kept."""
    cleaned = {"theme": fields.get("theme", ""), "text": written(fields.get("text", ""))}
    form, typed = check_form(cleaned, model)
    return Typed(token, form.theme, form.text, seen_in(fields)) if form else None, typed
