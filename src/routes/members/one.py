"""One person's access to a contract: role and end date are changed, or the access is withdrawn."""

from dataclasses import dataclass, replace

from src.domain.access import Action, GuardedContract, Role
from src.domain.members import ChangedMeanwhile, LastAdministrator, Member, Terms, last_day
from src.routes.members.forms import ChangeForm, VersionForm
from src.routes.members.refusals import HANDLERS
from src.services.members import changing, listing
from src.web.front import (
    AnyRequest,
    FormErrors,
    FromPath,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    post,
    read_form,
    see_other,
)
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/access/{member_id:int}"


@dataclass(frozen=True, slots=True)
class MemberPage:
    """`tried`: what somebody else was quicker than; `stuck`: nobody would be left to administer the contract."""

    contract: GuardedContract
    member: Member
    typed: FormErrors
    tried: Terms | None = None
    stuck: bool = False


def _as_it_is(request: AnyRequest, contract: GuardedContract, member: Member) -> MemberPage:
    day = last_day(member.until, kit_of(request).settings.time_zone).isoformat() if member.until else ""
    return MemberPage(contract, member, FormErrors({"role": member.role.value, "until": day}))


@get(PATH, dependencies=guarded(Action.MANAGE))
async def show_member(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    member_id: FromPath[int],
) -> Response[str]:
    member = await listing.find_member(contract, member_id, person.now)
    return page(request, "members/member.html", _as_it_is(request, contract, member))


@post(PATH, dependencies=guarded(Action.MANAGE, fresh=True))
async def change_member(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    member_id: FromPath[int],
) -> Response[str]:
    member = await listing.find_member(contract, member_id, person.now)
    form, typed = await read_form(request, ChangeForm)
    terms = form.terms(typed, person.now, kit_of(request).settings.time_zone) if form else typed
    if form is None or not isinstance(terms, Terms):
        wrong = terms if isinstance(terms, FormErrors) else typed
        return page(request, "members/member.html", MemberPage(contract, member, wrong), 422)
    letters = kit_of(request).account.letters
    try:
        new = await changing.change(letters, person.actor, contract, form.shown(member_id), terms)
    except (LastAdministrator, ChangedMeanwhile) as refusal:
        return _refused(request, "members/member.html", MemberPage(contract, member, typed, terms), refusal)
    return _done(request, contract, member, terms.role, "changed" if new else "same")


def _refused(
    request: AnyRequest, template: str, it: MemberPage, refusal: LastAdministrator | ChangedMeanwhile
) -> Response[str]:
    """Once more, with what hinders: somebody was quicker, or nobody would administer the contract."""
    if isinstance(refusal, ChangedMeanwhile):
        return page(request, template, replace(it, member=refusal.now), 409)
    return page(request, template, replace(it, tried=None, stuck=True), 422)


def _done(request: AnyRequest, contract: GuardedContract, member: Member, role: Role, said: str) -> Response[str]:
    """Whoever has given up his own right to manage goes on at the contract's card."""
    own = member.user_id == contract.user_id and role is not Role.ADMIN
    return see_other(request, f"/contracts/{contract.id}{'' if own else '/access'}?said={said}")


@get(PATH + "/withdraw", dependencies=guarded(Action.MANAGE))
async def show_withdrawal(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    member_id: FromPath[int],
) -> Response[str]:
    """One's own access is not withdrawn, it is given up."""
    member = await listing.find_member(contract, member_id, person.now)
    if member.user_id == person.user_id:
        return see_other(request, f"/contracts/{contract.id}/unlink")
    return page(request, "members/withdraw.html", _as_it_is(request, contract, member))


@post(PATH + "/withdraw", dependencies=guarded(Action.MANAGE, fresh=True))
async def withdraw(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    member_id: FromPath[int],
) -> Response[str]:
    member = await listing.find_member(contract, member_id, person.now)
    form, typed = await read_form(request, VersionForm)
    if member.user_id == person.user_id:
        return see_other(request, f"/contracts/{contract.id}/unlink")
    if form is None:
        return page(request, "members/withdraw.html", MemberPage(contract, member, typed), 422)
    try:
        await changing.withdraw(kit_of(request).account.letters, person.actor, contract, form.shown(member_id))
    except (LastAdministrator, ChangedMeanwhile) as refusal:
        return _refused(request, "members/withdraw.html", MemberPage(contract, member, typed, member.terms), refusal)
    return see_other(request, f"/contracts/{contract.id}/access?said=withdrawn")


router = Router(
    "/", route_handlers=[show_member, change_member, show_withdrawal, withdraw], exception_handlers=HANDLERS
)
