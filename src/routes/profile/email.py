"""«Смена электронной почты»: the new address, the password; what waits for its two mailboxes."""

from dataclasses import dataclass

from src.routes.readings.form import key_of, new_key
from src.services import email_change
from src.services.own_password import WrongPassword
from src.services.throttling import TooSoon
from src.web import own_password
from src.web.address_form import Email
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    SignedIn,
    check_form,
    fresh,
    get,
    kit_of,
    page,
    post,
    read_fields,
    see_other,
    signed_in,
)

HERE = "/profile/email"
SAME = "Это ваш нынешний адрес: введите другой"


class EmailForm(own_password.OwnPassword):
    email: Email
    key: str = ""


@dataclass(frozen=True, slots=True)
class EmailPage:
    """`done`: «sent», «cancelled» or empty; `key` is the form's own, so that a second click is known."""

    typed: FormErrors
    waiting: email_change.EmailChange | None
    done: str
    key: str


async def _shown(
    request: AnyRequest, person: SignedIn, typed: FormErrors, key: str, status: int = 200
) -> Response[str]:
    waiting = await email_change.waiting(person.user_id, person.now)
    it = EmailPage(typed, waiting, request.query_params.get("done", ""), key)
    return page(request, "profile/email.html", it, status=status)


@get("/email", dependencies=fresh)
async def show_email(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return await _shown(request, person, FormErrors(), new_key())


@post("/email", dependencies=fresh)
async def ask_email(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = check_form(await read_fields(request), EmailForm)
    key, status = key_of(typed.value("key")), 422
    if form is not None:
        asked = email_change.Asked(form.email, form.current_password.get_secret_value(), key)
        try:
            await email_change.ask(kit_of(request).account, person.actor, asked)
        except (WrongPassword, TooSoon) as refusal:
            typed, status = own_password.refuse(typed, refusal)
        except email_change.SameAddress:
            typed = typed.wrong("email", SAME)
        else:
            return see_other(request, f"{HERE}?done=sent")
    return await _shown(request, person, typed, key, status)


@post("/email/cancel", dependencies=signed_in)
async def cancel_email(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    await read_fields(request)
    await email_change.cancel(person.actor)
    return see_other(request, f"{HERE}?done=cancelled")
