"""The first step of registration: its fields, all their mistakes at once."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from src.domain.accounts import NAME_LENGTH, is_name
from src.domain.consents import CONSENTS
from src.services import passwords, registration
from src.services.account import Tools
from src.web.address_form import Email
from src.web.forms import FormErrors, check_form, wrong
from src.web.new_password import NewPassword, refusal

NO_CONSENT = "Без этого согласия зарегистрироваться нельзя"


def _name(text: str) -> str:
    if text and not is_name(text):
        wrong("Здесь пишут имя словами: буквы, пробел, дефис")
    return text


def _ticked(value: str) -> str:
    if not value:
        wrong(NO_CONSENT)
    return value


Name = Annotated[str, Field(max_length=NAME_LENGTH), AfterValidator(_name)]
Ticked = Annotated[str, Field(validate_default=True), AfterValidator(_ticked)]


class SignUpForm(NewPassword):
    family_name: Annotated[Name, Field(min_length=1)]
    given_name: Annotated[Name, Field(min_length=1)]
    patronymic: Name = ""
    email: Email
    personal_data: Ticked = ""
    rules: Ticked = ""
    mailing: str = ""


async def read_application(
    tools: Tools, fields: Mapping[str, str]
) -> tuple[registration.Application | None, FormErrors]:
    """The filled form, or None and everything that is wrong with it, the password's weakness among it."""
    form, typed = check_form(fields, SignUpForm)
    application = registration.Application(
        email=fields.get("email", "").strip(),
        family_name=fields.get("family_name", "").strip(),
        given_name=fields.get("given_name", "").strip(),
        patronymic=fields.get("patronymic", "").strip(),
        password=fields.get("password", ""),
        consents=tuple(each.kind for each in CONSENTS if fields.get(each.kind.replace("-", "_"))),
    )
    if not typed.error("password"):
        try:
            await registration.check(tools, application)
        except passwords.WeakPassword as weak:
            return None, typed.wrong("password", refusal(weak))
    return (application if form else None), typed
