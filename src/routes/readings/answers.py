"""Answers to a form that was saved, was not quite saved, or came after the close of the window."""

from collections.abc import Mapping
from dataclasses import replace

from litestar import Response

from src.domain.access import GuardedContract
from src.domain.cells import Cell
from src.routes.readings.making import filters_in, make_sheet, row_parts
from src.routes.readings.views import Troubles
from src.services.readings import saving, sheet
from src.web.pages import AnyRequest, Part, fragments


async def saved_answer(
    request: AnyRequest, contract: GuardedContract, head: sheet.Head, saved: saving.Saved
) -> Response[str]:
    """The saved rows; the same page again when something is wrong with them, with both values of a changed cell."""
    head = replace(head, counts=saved.counts)
    parts = row_parts(contract, head, saved)
    if not (saved.mistaken or saved.refused):
        return await fragments(request, parts, page=filters_in(request, contract, head).here(said="saved"))

    async def whole() -> Part:
        troubles = Troubles("conflict", saved.conflicts, saved.mistaken, tuple(saved.gone.values()))
        said = "conflict" if saved.refused else "mistakes"
        return "readings/sheet.html", await make_sheet(request, contract, head, said, troubles)

    return await fragments(request, parts, page=whole, status=422)


async def shut_answer(
    request: AnyRequest, contract: GuardedContract, head: sheet.Head, cells: Mapping[int, Cell]
) -> Response[str]:
    """The window closed meanwhile: nothing is saved, what was typed stays to be seen."""
    typed = {id_: cell.typed for id_, cell in cells.items() if not cell.untouched}
    shown = await make_sheet(request, contract, head, "shut", Troubles("shut", typed))
    rows = [row for group in shown.lines.groups for row in group.rows if row.id in typed]
    parts: list[Part] = [*(("readings/row.html", row) for row in rows), ("readings/summary.html", shown.summary)]
    return await fragments(request, parts, page=("readings/sheet.html", shown), status=422)
