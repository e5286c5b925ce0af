"""«Требовать второй фактор» of everybody who has access to the contract."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.services.members.demand import FirstYourself, demand, without
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    post,
    read_fields,
    see_other,
)
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/access/second-factor"


@dataclass(frozen=True, slots=True)
class DemandPage:
    """`demanding`: as it is now; `able`: whether the administrator has a second factor; `without`: who has none."""

    contract: GuardedContract
    demanding: bool
    able: bool
    without: Sequence[object]
    more: bool
    refused: bool = False


@get(PATH, dependencies=guarded(Action.MANAGE, fresh=True))
async def show_demand(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await _shown(request, person, contract)


@post(PATH, dependencies=guarded(Action.MANAGE, fresh=True))
async def put_demand(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    wanted = (await read_fields(request)).get("demand", "")
    if wanted not in {"1", "0"}:
        return await _shown(request, person, contract, 422)
    try:
        await demand(kit_of(request).account.letters, person.actor, contract, wanted == "1")
    except FirstYourself:
        return await _shown(request, person, contract, 422, refused=True)
    return see_other(request, f"/contracts/{contract.id}/access")


async def _shown(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, status: int = 200, refused: bool = False
) -> Response[str]:
    found, more = await without(contract, person.now)
    it = DemandPage(contract, demanded(person), person.session.has_factor, found, more, refused)
    return page(request, "members/demand.html", it, status=status)


def demanded(person: SignedIn) -> bool:
    """Of the contract whose page this is; it came with the session."""
    return person.session.asked is not None and person.session.asked.demanding


router = Router("/", route_handlers=[show_demand, put_demand])
