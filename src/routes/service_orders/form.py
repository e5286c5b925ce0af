"""The form of an order: what is typed, and what is wrong with it."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from src.domain.phones import phone_in
from src.domain.service_orders import LARGEST_QUANTITY, Wish
from src.routes.readings.form import key_of
from src.services.service_orders.offering import Refused, WrongDay, WrongPlace
from src.services.service_orders.placing import UNANSWERED, Agreed
from src.web.front import Form, FormErrors, wrong
from src.web.list_form import Day
from src.web.queries import id_of

COMMENT_LENGTH = 500
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of a text around is among it."""


def _phone(text: str) -> str:
    if not phone_in(text):
        wrong("Не похоже на номер телефона. Напишите его, например, так: +7 916 123-45-67")
    return text


def _lines(text: object) -> object:
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def _comment(text: str) -> str:
    if _UNREADABLE.search(text):
        wrong("В поле есть знаки, которые нельзя прочитать")
    return text


class OrderForm(Form):
    q: str = ""
    place: str = ""
    quantity: Annotated[int, Field(ge=1, le=LARGEST_QUANTITY)]
    wished_on: Day = None
    phone: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_phone)]
    comment: Annotated[str, Field(max_length=COMMENT_LENGTH), BeforeValidator(_lines), AfterValidator(_comment)] = ""

    def wish(self, service_id: int) -> Wish:
        phone = phone_in(self.phone) or ""
        return Wish(service_id, self.quantity, id_of(self.place), self.wished_on, phone, self.comment)


def refused(typed: FormErrors, refusal: Refused) -> FormErrors:
    """The form with what the service says against it."""
    if isinstance(refusal, WrongPlace):
        return typed.wrong("place", "Выберите из списка, где нужна услуга")
    if isinstance(refusal, WrongDay):
        return typed.wrong("wished_on", "Выберите день не раньше завтрашнего и не позже чем через год")
    text = f"По договору уже {UNANSWERED} заявок ждут ответа поставщика: дождитесь его или отмените лишние."
    return typed.wrong("", text)


def agreed_in(fields: Mapping[str, str]) -> Agreed:
    """What the form carries besides; a form without a key is one of its own."""
    return Agreed(key_of(fields.get("key", "")), fields.get("seen", ""), id_of(fields.get("alike", "")))


def seeks_place(fields: Mapping[str, str]) -> bool:
    """Enter in any field presses the form's first button, which is that of the search: with a place chosen and the same
    words as before the person goes on."""
    new = fields.get("q", "").strip() != fields.get("sought", "")
    return fields.get("act") == "find" and (new or not fields.get("place"))
