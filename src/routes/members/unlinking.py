"""«Отвязать договор»: the confirmation stands below the contract, the act names it in its form: a second click comes
when the contract is not the person's any more, and is answered as the first."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.members import ChangedMeanwhile, LastAdministrator
from src.routes.members.forms import ContractForm
from src.services.access import guard_contract
from src.services.members import desk, unlinking
from src.web.front import (
    AnyRequest,
    HTTPException,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    fresh,
    get,
    kit_of,
    page,
    post,
    read_form,
    see_other,
)
from src.web.front import contract as guarded


@dataclass(frozen=True, slots=True)
class UnlinkPage:
    """`changed`: the form was one of before."""

    contract: GuardedContract
    prospect: unlinking.Prospect
    changed: bool = False


@get("/contracts/{contract_id:int}/unlink", dependencies=guarded(Action.UNLINK))
async def show_unlinking(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return page(request, "members/unlink.html", UnlinkPage(contract, await unlinking.look_ahead(contract, person.now)))


@post("/contracts/unlink", dependencies=fresh)
async def unlink(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, _ = await read_form(request, ContractForm)
    if form is None:
        raise HTTPException(status_code=422)
    try:
        async with desk.clicked_once(person.actor, unlinking.leaving(form.contract, form.version)):
            contract = await guard_contract(person.user_id, form.contract, Action.UNLINK, person.now)
            await unlinking.unlink(kit_of(request).account.letters, person.actor, contract, form.version)
    except (LastAdministrator, ChangedMeanwhile) as refusal:
        changed = isinstance(refusal, ChangedMeanwhile)
        view = UnlinkPage(contract, await unlinking.look_ahead(contract, person.now), changed)
        return page(request, "members/unlink.html", view, 409 if changed else 422)
    return see_other(request, "/contracts?said=unlinked")


router = Router("/", route_handlers=[show_unlinking, unlink])
