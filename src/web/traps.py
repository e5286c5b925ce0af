"""The traps of a form: what a caught one is told, and the stamp that it gets."""

from collections.abc import Mapping
from datetime import datetime

from src.services.traps import STAMP, Caught, caught, new_stamp
from src.web.kit import kit_of
from src.web.log import say
from src.web.pages import AnyRequest
from src.web.visitor import address_of

CAUGHT = {
    Caught.HONEYPOT: "Форма заполнена не так, как это делает человек. Проверьте поля и отправьте ещё раз",
    Caught.TOO_FAST: "Форма отправлена слишком быстро. Проверьте поля и отправьте ещё раз",
    Caught.TOO_OLD: "Форма открыта больше часа назад. Проверьте поля и отправьте ещё раз: введённое сохранено",
    Caught.FORGED: "Форма устарела. Проверьте поля и отправьте ещё раз: введённое сохранено",
}


def stamp(request: AnyRequest, form: str, now: datetime) -> str:
    """The hidden field that says when the form was shown."""
    return new_stamp(kit_of(request).account.signer, form, now)


LITTLE = 1
"""Seconds for a form of one field: a password keeper fills it in, and a person presses the button at once."""


def trapped(
    request: AnyRequest, form: str, fields: Mapping[str, str], now: datetime, little: bool = False
) -> tuple[str, str]:
    """What to tell of a form that was caught in a trap ('' for a good one), and the stamp that it gets.

    One that came too fast keeps its stamp: sent again a moment later, it is old enough. `little`: it has one field.
    """
    tools = kit_of(request).account
    why = caught(tools.signer, form, fields, now, min(tools.fastest, LITTLE) if little else tools.fastest)
    if why is None:
        return "", fields[STAMP]
    say("trapped", form=form, why=why.value, address=address_of(request))
    return CAUGHT[why], fields[STAMP] if why is Caught.TOO_FAST else stamp(request, form, now)
