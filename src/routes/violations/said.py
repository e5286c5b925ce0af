"""What is typed into an objection or a report; what is right of it is kept while the rest is wrong."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from src.domain.statements import PLACE_LENGTH, PRESENT_LENGTH, TEXT_LENGTH, Kind, Meter, Said
from src.domain.text import collapse, written
from src.web.front import Form, FormErrors, check_form, wrong

MISSING = {
    "place": "Напишите, где это: объект и точку учёта или адрес",
    "text": "Напишите, в чём дело",
    "noticed": "Укажите, когда заметили",
}
"""Beside the fields that must be filled before it is sent."""
_FIELDS = {"noticed_at": "noticed"}
_SAVED = {"noticed": "noticed_at"}
_FORMS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M")


def _moment(typed: object) -> datetime | None:
    """As a browser sends it, or as a person writes it where the browser knows no field for moments; naive yet."""
    text = " ".join(str(typed or "").split())
    for form in _FORMS if text else ():
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 the zone is added where it is known
        except ValueError:
            continue
    if text:
        wrong("Напишите дату и время, например 24.11.2026 10:30")
    return None


class ObjectionForm(Form):
    text: Annotated[str, Field(max_length=TEXT_LENGTH)] = ""


class ReportForm(ObjectionForm):
    place: Annotated[str, Field(max_length=PLACE_LENGTH)] = ""
    noticed: Annotated[datetime | None, BeforeValidator(_moment)] = None
    meter: Literal["", "works", "fails"] = ""
    present: Annotated[str, Field(max_length=PRESENT_LENGTH)] = ""


def read_said(
    texts: Mapping[str, str], kind: Kind, zone: ZoneInfo, now: datetime, points: Mapping[str, int]
) -> tuple[Said, FormErrors]:
    """`points`: ids of the contract's points by what they are called."""
    texts = {name: written(text) for name, text in texts.items()}
    model = ReportForm if kind is Kind.REPORT else ObjectionForm
    form, typed = check_form(texts, model)
    if form is None:
        form, _ = check_form({name: text for name, text in texts.items() if name not in typed.errors}, model)
    if not isinstance(form, ReportForm):
        return Said(form.text if form else ""), typed
    noticed_at = form.noticed.replace(tzinfo=zone) if form.noticed else None
    if noticed_at and noticed_at > now:
        noticed_at, typed = None, typed.wrong("noticed", "Этот момент ещё не наступил: проверьте дату и время")
    if noticed_at and noticed_at.year < 2000:
        noticed_at, typed = None, typed.wrong("noticed", "Слишком давно: проверьте год")
    return Said(
        form.text, collapse(form.place), points.get(form.place), noticed_at, Meter(form.meter), form.present
    ), typed


def with_kept(said: Said, typed: FormErrors, kept: Said) -> Said:
    """What is wrong does not take the place of what was saved before."""
    unharmed = {name: getattr(kept, _SAVED.get(name, name)) for name in typed.errors}
    text, place = unharmed.get("text", said.text), unharmed.get("place", said.place)
    point = kept.point if "place" in unharmed else said.point
    noticed_at, meter = unharmed.get("noticed", said.noticed_at), unharmed.get("meter", said.meter)
    return Said(text, place, point, noticed_at, meter, unharmed.get("present", said.present))


def typed_of(said: Said, zone: ZoneInfo) -> FormErrors:
    """The fields as they were saved."""
    noticed = said.noticed_at.astimezone(zone).strftime(_FORMS[0]) if said.noticed_at else ""
    values = {"text": said.text, "place": said.place, "noticed": noticed, "meter": said.meter.value}
    return FormErrors({**values, "present": said.present})


def with_missing(typed: FormErrors, names: tuple[str, ...]) -> FormErrors:
    for name in names:
        field = _FIELDS.get(name, name)
        typed = typed if typed.error(field) else typed.wrong(field, MISSING[field])
    return typed
