"""«Показания на начало периода»: the page, and the saving of its drafts."""

from src.domain.access import Action, GuardedContract
from src.routes.readings import answers
from src.routes.readings.forms import OPENINGS
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, post
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/readings/opening", dependencies=guarded(Action.SUBMIT))
async def show_openings(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.shown(request, person, contract, OPENINGS)


@post("/contracts/{contract_id:int}/readings/opening", dependencies=guarded(Action.SUBMIT))
async def save_openings(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.saved(request, person, contract, OPENINGS)


router = Router("/", route_handlers=[show_openings, save_openings])
