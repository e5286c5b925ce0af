"""«Передать администрирование»: as with unlinking, the act names the contract in its form: a second click comes when
the person manages it no more."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.members import ChangedMeanwhile, Member, NoLongerMember
from src.routes.members.forms import HandOverForm
from src.routes.members.refusals import HANDLERS
from src.services.access import guard_contract
from src.services.members import changing, desk, listing
from src.web.front import (
    AnyRequest,
    FormErrors,
    FromPath,
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
class HandOverPage:
    """`tried`: somebody has changed the member's terms since the form was shown."""

    contract: GuardedContract
    member: Member
    typed: FormErrors
    tried: bool = False


@get("/contracts/{contract_id:int}/access/{member_id:int}/hand-over", dependencies=guarded(Action.MANAGE))
async def show_hand_over(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    member_id: FromPath[int],
) -> Response[str]:
    member = await listing.find_member(contract, member_id, person.now)
    if member.user_id == person.user_id:
        return see_other(request, f"/contracts/{contract.id}/access")
    return page(request, "members/hand_over.html", HandOverPage(contract, member, FormErrors()))


@post("/contracts/hand-over", dependencies=fresh)
async def hand_over(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await read_form(request, HandOverForm)
    if form is None:
        raise HTTPException(status_code=422)
    letters, shown = kit_of(request).account.letters, form.shown(form.member)
    try:
        async with desk.clicked_once(person.actor, changing.handing(form.contract, shown)):
            contract = await guard_contract(person.user_id, form.contract, Action.MANAGE, person.now)
            await changing.hand_over(letters, person.actor, contract, shown, form.kept)
    except NoLongerMember:
        return see_other(request, f"/contracts/{form.contract}/access?said=gone")
    except ChangedMeanwhile as changed:
        return page(request, "members/hand_over.html", HandOverPage(contract, changed.now, typed, tried=True), 409)
    return see_other(request, f"/contracts/{form.contract}?said=handed" if form.kept else "/contracts?said=handed")


router = Router("/", route_handlers=[show_hand_over, hand_over], exception_handlers=HANDLERS)
