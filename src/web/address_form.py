"""The form that asks for an address and sends a letter there: the same for every letter that one may ask for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from src.domain.identifiers import EMAIL_LENGTH, fold_email
from src.domain.journal import Actor
from src.services.account import Tools
from src.services.throttling import TooSoon
from src.web import traps, words
from src.web.front import AnyRequest, Form, FormErrors, Visitor, check_form, kit_of, read_fields, wrong
from src.web.log import say

Send = Callable[[Tools, Actor, str], Awaitable[None]]


def _email(text: str) -> str:
    if text and fold_email(text) is None:
        wrong("Это не похоже на адрес почты. Проверьте его, например: anna@zavod.ru")
    return text


Email = Annotated[str, Field(min_length=1, max_length=EMAIL_LENGTH), AfterValidator(_email)]


class AddressForm(Form):
    email: Email


@dataclass(frozen=True, slots=True)
class AddressPage:
    """`action`: where the form goes; `why`: what brought the person here, in a template's words."""

    action: str
    typed: FormErrors
    stamp: str
    why: str = ""


class NotSent(Exception):
    """The page to be shown instead, and its status."""

    def __init__(self, page: AddressPage, status: int) -> None:
        super().__init__(status)
        self.page = page
        self.status = status


def blank(request: AnyRequest, visitor: Visitor, action: str, email: str = "", why: str = "") -> AddressPage:
    """The form as it is shown first."""
    return AddressPage(action, FormErrors({"email": email}), traps.stamp(request, action, visitor.now), why)


async def send_to(request: AnyRequest, visitor: Visitor, action: str, send: Send) -> None:
    """Read the form and let `send` do its work; NotSent for a mistake, a trap, or too many letters."""
    fields = await read_fields(request)
    form, typed = check_form(fields, AddressForm)
    caught, stamp = traps.trapped(request, action, fields, visitor.now, little=True)
    if caught:
        typed = typed.wrong("", caught)
    if form is None or caught:
        raise NotSent(AddressPage(action, typed, stamp), 422)
    try:
        await send(kit_of(request).account, visitor.actor, form.email)
    except TooSoon as soon:
        say("too many letters", form=action, address=visitor.address)
        raise NotSent(AddressPage(action, typed.wrong("", words.wait(soon.seconds)), stamp), 429) from None
