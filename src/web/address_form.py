"""The form that asks for an address and sends a letter there: the same for every letter that one may ask for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import AfterValidator, Field

from src.domain.identifiers import EMAIL_LENGTH, fold_email
from src.domain.journal import Actor
from src.services import letter_limits
from src.services.account import Tools
from src.services.captcha import NotProved, Proof
from src.services.throttling import TooSoon
from src.web import robot, traps, words
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
class LetterForm:
    """A form that asks for a letter: where it goes, the kind of letter that is counted, what sends it."""

    action: str
    kind: str
    send: Send


@dataclass(frozen=True, slots=True)
class AddressPage:
    """`action`: where the form goes; `why`: what brought the person here, in a template's words."""

    action: str
    typed: FormErrors
    stamp: str
    why: str = ""
    puzzle: robot.Robot | None = None


class NotSent(Exception):
    """The page to be shown instead, and its status."""

    def __init__(self, page: AddressPage, status: int) -> None:
        super().__init__(status)
        self.page = page
        self.status = status


def blank(request: AnyRequest, visitor: Visitor, action: str, email: str = "", why: str = "") -> AddressPage:
    """The form as it is shown first."""
    return AddressPage(action, FormErrors({"email": email}), traps.stamp(request, action, visitor.now), why)


async def send_to(request: AnyRequest, visitor: Visitor, asked: LetterForm) -> None:
    """Read the form and send the letter; NotSent for a mistake, a trap, an unsolved puzzle, or too many letters."""
    fields = await read_fields(request)
    form, typed = check_form(fields, AddressForm)
    caught, stamp = traps.trapped(request, asked.action, fields, visitor.now, little=True)
    if caught:
        typed = typed.wrong("", caught)
    shown = AddressPage(asked.action, typed, stamp)
    if form is None or caught:
        raise NotSent(shown, 422)
    if "other" in fields:
        raise NotSent(replace(shown, puzzle=_puzzle(request, visitor, asked, by_picture=True)), 200)
    await _prove_and_send(request, visitor, asked, fields, form.email, shown)


async def _prove_and_send(
    request: AnyRequest,
    visitor: Visitor,
    asked: LetterForm,
    fields: Mapping[str, str],
    email: str,
    shown: AddressPage,
) -> None:
    tools, folded, proof = kit_of(request).account, fold_email(email) or email, None
    try:
        proof = await letter_limits.prove(tools, asked.kind, folded, visitor.actor, fields)
        if proof is None or not proof.again:
            await asked.send(tools, visitor.actor, email)
    except NotProved as refusal:
        name = letter_limits.form_of(asked.kind)
        puzzle = robot.after(request, name, visitor.now, refusal, bool(fields.get("code")))
        raise NotSent(replace(shown, puzzle=puzzle), 422) from None
    except TooSoon as soon:
        say("too many letters", form=asked.action, address=visitor.address)
        late = replace(shown, typed=shown.typed.wrong("", words.wait(soon.seconds)))
        raise NotSent(replace(late, puzzle=_puzzle(request, visitor, asked, proof)), 429) from None


def _puzzle(
    request: AnyRequest, visitor: Visitor, asked: LetterForm, proof: Proof | None = None, by_picture: bool = False
) -> robot.Robot | None:
    name = letter_limits.form_of(asked.kind)
    return robot.new_robot(request, name, visitor.now, by_picture=by_picture, proof=proof)
