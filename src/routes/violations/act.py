"""One act: all that it says, on the screen and on paper."""

from dataclasses import dataclass
from datetime import date

from src.domain.access import Action, GuardedContract
from src.domain.violations import Act
from src.routes.violations.views import act_of
from src.web.front import AnyRequest, FromPath, NamedDependency, Response, Router, get, kit_of, page
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/violations/{act_id:int}"


@dataclass(frozen=True, slots=True)
class ActPage:
    """`last_day`: on which one may still object."""

    contract: GuardedContract
    act: Act
    last_day: date


@get(PATH, dependencies=guarded(Action.VIEW_VIOLATIONS))
async def show_act(
    request: AnyRequest, contract: NamedDependency[GuardedContract], act_id: FromPath[int]
) -> Response[str]:
    act, days = await act_of(contract, act_id), kit_of(request).settings.objection_days
    return page(request, "violations/act.html", ActPage(contract, act, act.last_day_to_object(days)))


router = Router("/", route_handlers=[show_act])
