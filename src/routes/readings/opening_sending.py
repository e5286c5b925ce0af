"""«Отправить в расчёт» of readings for the period's beginning: what stands in the way, or their receipt."""

from src.domain.access import Action, GuardedContract
from src.routes.readings import answers
from src.routes.readings.forms import OPENINGS
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, post
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/readings/opening/submit", dependencies=guarded(Action.SUBMIT))
async def show_opening_review(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.looked_over(request, person, contract, OPENINGS)


@post("/contracts/{contract_id:int}/readings/opening/submit", dependencies=guarded(Action.SUBMIT))
async def send_openings(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.sent(request, person, contract, OPENINGS)


router = Router("/", route_handlers=[show_opening_review, send_openings])
