"""«Отправить в расчёт»: the review of what stands in the way, or the receipt."""

from src.domain.access import Action, GuardedContract
from src.routes.readings import answers
from src.routes.readings.forms import SHEET
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, post
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/readings/submit", dependencies=guarded(Action.SUBMIT))
async def show_review(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.looked_over(request, person, contract, SHEET)


@post("/contracts/{contract_id:int}/readings/submit", dependencies=guarded(Action.SUBMIT))
async def send_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.sent(request, person, contract, SHEET)


router = Router("/", route_handlers=[show_review, send_sheet])
