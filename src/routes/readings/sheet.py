"""«Передать показания»: the sheet of a contract and period, and the saving of its drafts."""

from src.domain.access import Action, GuardedContract
from src.routes.readings.answers import saved_answer, shut_answer
from src.routes.readings.form import cells_of, read_sheet_form
from src.routes.readings.making import head_of, make_sheet
from src.services.readings import saving, sheet
from src.web.front import (
    AnyRequest,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    post,
)
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/readings", dependencies=guarded(Action.VIEW))
async def show_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    head = await head_of(request, contract, person)
    shown = await make_sheet(request, contract, head)
    return await fragments(request, [("readings/lines.html", shown.lines)], page=("readings/sheet.html", shown))


@post("/contracts/{contract_id:int}/readings", dependencies=guarded(Action.SUBMIT))
async def save_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """A whole page by «Сохранить», or one register as soon as it was typed."""
    head = await head_of(request, contract, person)
    cells = cells_of(await read_sheet_form(request))
    try:
        saved = await saving.save(person.actor, contract, head, cells)
    except sheet.WindowShut:
        return await shut_answer(request, contract, head, cells)
    except saving.UnknownRegister as error:
        raise NotFoundException from error
    return await saved_answer(request, contract, head, saved)


router = Router("/", route_handlers=[show_sheet, save_sheet])
