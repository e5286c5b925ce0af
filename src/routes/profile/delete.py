"""«Удалить учётную запись»: what goes and what stays, what hinders it, the password; and the way back."""

from dataclasses import dataclass

from src.services import erasure
from src.services.erasure import Prospect
from src.services.own_password import WrongPassword
from src.services.throttling import TooSoon
from src.web import own_password
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    SignedIn,
    fresh,
    get,
    kit_of,
    page,
    post,
    read_fields,
    read_form,
    see_other,
    signed_in,
)

UNDERSTOOD = "Отметьте, что понимаете последствия"


class DeleteForm(own_password.OwnPassword):
    understood: str = ""


@dataclass(frozen=True, slots=True)
class DeletePage:
    typed: FormErrors
    prospect: Prospect


async def _shown(request: AnyRequest, person: SignedIn, typed: FormErrors, status: int = 200) -> Response[str]:
    prospect = await erasure.look_ahead(person.user_id, person.now)
    return page(request, "profile/delete.html", DeletePage(typed, prospect), status=status)


@get("/delete", dependencies=fresh)
async def show_delete(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return await _shown(request, person, FormErrors())


@post("/delete", dependencies=fresh)
async def ask_delete(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await read_form(request, DeleteForm)
    if not typed.value("understood"):
        return await _shown(request, person, typed.wrong("understood", UNDERSTOOD), 422)
    status = 422
    if form is not None:
        try:
            await erasure.ask(kit_of(request).account, person.actor, form.current_password.get_secret_value())
            return see_other(request, "/profile?done=delete")
        except (WrongPassword, TooSoon) as refusal:
            typed, status = own_password.refuse(typed, refusal)
        except erasure.StillNeeded:
            status = 409  # the page says of which contracts
    return await _shown(request, person, typed, status)


@post("/delete/cancel", dependencies=signed_in)
async def cancel_delete(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    await read_fields(request)
    await erasure.cancel(person.actor)
    return see_other(request, "/profile?done=stay")
