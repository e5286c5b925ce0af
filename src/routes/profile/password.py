"""«Смена пароля»: the present one, the new one twice."""

from dataclasses import dataclass

from src.routes.readings.form import key_of, new_key
from src.services import password_change
from src.services.own_password import WrongPassword
from src.services.passwords import WeakPassword
from src.services.throttling import TooSoon
from src.web import new_password, own_password
from src.web.devices import device_of
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    SignedIn,
    check_form,
    fresh,
    get,
    keep,
    kit_of,
    page,
    post,
    read_fields,
    see_other,
)

SAME = "Это ваш нынешний пароль: придумайте другой"


class PasswordForm(new_password.NewPassword, own_password.OwnPassword):
    key: str = ""


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """`key` is the form's own, so that a second click is known."""

    typed: FormErrors
    email: str
    key: str


@get("/password", dependencies=fresh, sync_to_thread=False)
def show_password(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return page(request, "profile/password.html", PasswordPage(FormErrors(), person.email, new_key()))


@post("/password", dependencies=fresh)
async def set_password(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = check_form(await read_fields(request), PasswordForm)
    status, key = 422, key_of(typed.value("key"))
    if form is not None:
        current, new = form.current_password.get_secret_value(), form.password.get_secret_value()
        asked = password_change.NewPassword(current, new, key, device_of(request))
        try:
            session = await password_change.change(kit_of(request).account, person.actor, person.session, asked)
        except (WrongPassword, TooSoon) as refusal:
            typed, status = own_password.refuse(typed, refusal)
        except password_change.SamePassword:
            typed = typed.wrong("password", SAME)
        except WeakPassword as weak:
            typed = typed.wrong("password", new_password.refusal(weak))
        else:
            answer = see_other(request, "/profile?done=password")
            keep(request, answer, session)
            return answer
    return page(request, "profile/password.html", PasswordPage(typed, person.email, key), status=status)
