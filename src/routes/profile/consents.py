"""«Согласия»: what was agreed to, in which version, when; taking it back; agreeing to a text that has changed."""

from dataclasses import dataclass

from src.domain.consents import CONSENTS, Consent, Given
from src.services import consents
from src.web import agreement
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    SignedIn,
    get,
    page,
    post,
    read_fields,
    see_other,
    signed_in,
)

HERE = "/profile/consents"


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent of today; `given`: the one that is in force, in whichever version."""

    consent: Consent
    given: Given | None


@dataclass(frozen=True, slots=True)
class ConsentsPage:
    """`history` has the latest first."""

    standing: tuple[Standing, ...]
    history: tuple[Given, ...]
    done: str


@get("/consents", dependencies=signed_in)
async def show_consents(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    valid = {each.kind: each for each in await consents.in_force(person.user_id)}
    history = await consents.history(person.user_id)
    standing = tuple(Standing(each, valid.get(each.kind)) for each in CONSENTS)
    view = ConsentsPage(standing, tuple(history), request.query_params.get("done", ""))
    return page(request, "profile/consents.html", view)


@post("/consents/{kind:str}/withdraw", dependencies=signed_in)
async def withdraw_consent(
    request: AnyRequest, kind: FromPath[str], person: NamedDependency[SignedIn]
) -> Response[str]:
    """What the account cannot be without is withdrawn by deleting the account."""
    await read_fields(request)
    try:
        await consents.withdraw(person.actor, kind)
    except consents.NotAlone:
        return see_other(request, "/profile/delete")
    except LookupError as error:
        raise NotFoundException from error
    return see_other(request, f"{HERE}?done=withdrawn")


@get("/consents/agree", dependencies=signed_in, sync_to_thread=False)
def back_to_consents(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """The question after signing in has no address of its own."""
    return see_other(request, HERE)


@post("/consents/agree", dependencies=signed_in)
async def agree(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """Ticks by kind; after signing in (`all`) also where the person was going. «Позже» agrees to nothing."""
    fields = await read_fields(request)
    if not fields.get("later"):
        ticked = [each.kind for each in CONSENTS if fields.get(agreement.field_of(each))]
        await consents.agree(person.actor, ticked)
        due = await consents.due_of(person.user_id) if fields.get("all") else ()
        if due:
            return agreement.ask_again(request, due, fields)
    return agreement.lead_on(request, person.user_id, fields)
