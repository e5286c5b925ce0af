"""«Показания на начало периода»: the page, the saving of its drafts, and what its form is answered with."""

from collections.abc import Mapping

from src.domain.access import Action, GuardedContract
from src.domain.cells import Cell
from src.routes.readings.form import cells_of, read_sheet_form
from src.routes.readings.making import head_of
from src.routes.readings.opening_views import filters_in, make_page, row_parts
from src.routes.readings.views import Troubles
from src.services.readings import openings, saving, sheet
from src.web.front import (
    AnyRequest,
    NamedDependency,
    NotFoundException,
    Part,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    post,
)
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/readings/opening", dependencies=guarded(Action.SUBMIT))
async def show_openings(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    shown = await make_page(request, contract, await head_of(request, contract, person))
    return await fragments(request, [("readings/openings.html", shown.lines)], page=("readings/opening.html", shown))


@post("/contracts/{contract_id:int}/readings/opening", dependencies=guarded(Action.SUBMIT))
async def save_openings(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """A whole page by «Сохранить», or one register as soon as it was typed."""
    head = await head_of(request, contract, person)
    cells = cells_of(await read_sheet_form(request))
    try:
        saved = await openings.save(person.actor, contract, head, cells)
    except sheet.WindowShut:
        return await shut_answer(request, contract, head, cells)
    except saving.UnknownRegister as error:
        raise NotFoundException from error
    return await saved_answer(request, contract, head, saved)


async def saved_answer(
    request: AnyRequest, contract: GuardedContract, head: sheet.Head, saved: saving.Saved
) -> Response[str]:
    """As the sheet's: the saved rows; the same page again when something is wrong with them."""
    parts = row_parts(contract, head, saved)
    if not (saved.mistaken or saved.refused):
        return await fragments(request, parts, page=filters_in(request, contract, head).here(said="saved"))

    async def whole() -> Part:
        troubles = Troubles("conflict", saved.conflicts, saved.mistaken, tuple(saved.gone.values()))
        said = "conflict" if saved.refused else "mistakes"
        return "readings/opening.html", await make_page(request, contract, head, said, troubles)

    return await fragments(request, parts, page=whole, status=422)


async def shut_answer(
    request: AnyRequest, contract: GuardedContract, head: sheet.Head, cells: Mapping[int, Cell]
) -> Response[str]:
    """The window closed meanwhile: nothing is saved, what was typed stays to be seen."""
    typed = {id_: cell.typed for id_, cell in cells.items() if not cell.untouched}
    shown = await make_page(request, contract, head, "shut", Troubles("shut", typed))
    rows = [row for group in shown.lines.groups for row in group.rows if row.id in typed]
    parts: list[Part] = [("readings/opening_row.html", row) for row in rows] or [
        ("readings/openings.html", shown.lines)
    ]
    return await fragments(request, parts, page=("readings/opening.html", shown), status=422)


router = Router("/", route_handlers=[show_openings, save_openings])
