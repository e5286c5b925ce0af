"""One act: all that it says, on the screen and on paper, and the objection to it."""

from dataclasses import dataclass
from datetime import date

from src.domain.access import Action, GuardedContract
from src.domain.violations import Act
from src.routes.violations.views import act_of
from src.services.statements import reading, withdrawing
from src.web.front import AnyRequest, FromPath, NamedDependency, Response, Router, SignedIn, get, kit_of, page
from src.web.front import contract as guarded
from src.web.queries import text_in

PATH = "/contracts/{contract_id:int}/violations/{act_id:int}"


@dataclass(frozen=True, slots=True)
class ActPage:
    """`last_day`: on which one may still object; `objection`: the last one, withdrawn or not; `said`: what has just
    become of it."""

    contract: GuardedContract
    act: Act
    last_day: date
    open: bool
    objection: reading.Shown | None
    said: str

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract.id}/violations/{self.act.line.id}"

    @property
    def objected(self) -> bool:
        return self.objection is not None and self.objection.statement.stands

    @property
    def may_object(self) -> bool:
        return self.open and not self.objected and self.contract.may(Action.OBJECT)

    @property
    def may_withdraw(self) -> bool:
        return self.objection is not None and withdrawing.may_withdraw(self.contract, self.objection.statement)


@get(PATH, dependencies=guarded(Action.VIEW_VIOLATIONS))
async def show_act(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    act_id: FromPath[int],
) -> Response[str]:
    act, settings = await act_of(contract, act_id), kit_of(request).settings
    there = await reading.objection_to(contract, act_id)
    objection = await reading.shown(contract, there) if there else None
    today = person.now.astimezone(settings.time_zone).date()
    last_day = act.last_day_to_object(settings.objection_days)
    still = act.may_be_objected_to(today, settings.objection_days)
    it = ActPage(contract, act, last_day, still, objection, text_in(request, "said"))
    return page(request, "violations/act.html", it)


router = Router("/", route_handlers=[show_act])
