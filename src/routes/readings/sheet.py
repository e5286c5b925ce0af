"""«Передать показания»: the sheet of a contract and period, and the saving of its drafts."""

from src.domain.access import Action, GuardedContract
from src.routes.readings import answers
from src.routes.readings.forms import SHEET
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, post
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/readings", dependencies=guarded(Action.VIEW))
async def show_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.shown(request, person, contract, SHEET)


@post("/contracts/{contract_id:int}/readings", dependencies=guarded(Action.SUBMIT))
async def save_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await answers.saved(request, person, contract, SHEET)


router = Router("/", route_handlers=[show_sheet, save_sheet])
