"""«Что и когда платить»: what a contract owes, with how it was counted."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.services import settlements
from src.services.settlements import Due
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, contract, fragments, get, kit_of
from src.web.queries import id_in


@dataclass(frozen=True, slots=True)
class DuePage:
    contract: GuardedContract
    due: Due


@get("/contracts/{contract_id:int}/due", dependencies=contract(Action.VIEW_MONEY))
async def show_due(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    due = await settlements.show(contract, person.now, kit_of(request).settings, id_in(request, "year"))
    shown = DuePage(contract, due)
    return await fragments(request, [("settlements/due.html", shown)], page=("settlements/due.html", shown))


router = Router("/", route_handlers=[show_due])
