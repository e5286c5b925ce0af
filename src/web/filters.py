"""Filters of a list: typed into a form that asks by GET, kept in the query string, refused beside their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from src.domain.lists import Asked
from src.web.forms import FormErrors, check_form
from src.web.list_form import ListForm
from src.web.pages import AnyRequest
from src.web.queries import address, id_in

PERIOD: Final = ("since", "until")
NUMBER: Final = ("number",)
SUM: Final = ("least", "most")
KIND: Final = ("kind",)

_LONGEST = 200
"""Signs that are looked at of a filter; none has a use for so many."""


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
        return (self.form or ListForm()).asked

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
    shown = {name: "".join(sign if sign.isprintable() else "\ufffd" for sign in text) for name, text in typed.items()}
    return Filters(path, known, form, FormErrors(shown, errors.errors, tuple(fields)))


def marked(asked: Asked, request: AnyRequest) -> Asked:
    """The page beside the mark that the query string holds."""
    after = id_in(request, "after")
    return replace(asked, after=after, before=0 if after else id_in(request, "before"))
