"""«Передать показания»: the sheet of a contract and period, and the saving of its drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException

from src.domain.access import Action, GuardedContract
from src.routes.readings.form import cells_of, period_in, read_sheet_form
from src.routes.readings.making import filters_in, make_sheet, row_parts
from src.services.readings import saving
from src.services.readings.sheet import Head, NoSuchPeriod, find_head
from src.web.guards import contract as guarded
from src.web.kit import kit_of
from src.web.pages import Part, fragments
from src.web.queries import text_in
from src.web.visitor import SignedIn

AnyRequest = Request[Any, Any, Any]


async def head_of(request: AnyRequest, contract: GuardedContract, person: SignedIn) -> Head:
    try:
        return await find_head(contract, kit_of(request).settings, person.now, period_in(request))
    except NoSuchPeriod as error:
        raise NotFoundException from error


@get("/contracts/{contract_id:int}/readings", dependencies=guarded(Action.VIEW))
async def show_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    head = await head_of(request, contract, person)
    shown = await make_sheet(request, contract, head, said=text_in(request, "said"))
    return await fragments(request, [("readings/lines.html", shown.lines)], page=("readings/sheet.html", shown))


@post("/contracts/{contract_id:int}/readings", dependencies=guarded(Action.SUBMIT))
async def save_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """A whole page by «Сохранить», or one register as soon as it was typed."""
    head = await head_of(request, contract, person)
    cells = cells_of(await read_sheet_form(request))
    try:
        saved = await saving.save(person.actor, contract, kit_of(request).settings, head, cells)
    except saving.WindowShut:
        return await shut_answer(request, contract, head, cells)
    except saving.UnknownRegister as error:
        raise NotFoundException from error
    return await saved_answer(request, contract, person, saved)


async def saved_answer(
    request: AnyRequest, contract: GuardedContract, person: SignedIn, saved: saving.Saved
) -> Response[str]:
    """The saved rows; the same page again when something is wrong with them, with both values of a changed cell."""
    head = await head_of(request, contract, person)
    parts = row_parts(contract, head, saved)
    if not (saved.mistaken or saved.conflicts):
        return await fragments(request, parts, page=filters_in(request, contract, head).here(said="saved"))

    async def whole() -> Part:
        said = "conflict" if saved.conflicts else "mistakes"
        return "readings/sheet.html", await make_sheet(request, contract, head, said, saved.conflicts, "conflict")

    return await fragments(request, parts, page=whole, status=422)


async def shut_answer(
    request: AnyRequest, contract: GuardedContract, head: Head, cells: Mapping[int, saving.Cell]
) -> Response[str]:
    """The window closed meanwhile: nothing is saved, what was typed stays to be seen."""
    typed = {id_: cell.typed for id_, cell in cells.items() if not cell.untouched}
    shown = await make_sheet(request, contract, head, "shut", typed, "shut")
    rows = [row for group in shown.lines.groups for row in group.rows if row.id in typed]
    parts: list[Part] = [*(("readings/row.html", row) for row in rows), ("readings/summary.html", shown.summary)]
    return await fragments(request, parts, page=("readings/sheet.html", shown), status=422)


router = Router("/", route_handlers=[show_sheet, save_sheet])
