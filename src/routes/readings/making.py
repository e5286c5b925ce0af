"""Answers about the sheet: its page, its rows, out of a request and what services found."""

from collections.abc import Mapping

from litestar import Response
from litestar.exceptions import NotFoundException

from src.domain.access import Action, GuardedContract
from src.domain.cells import Cell
from src.domain.sheets import Only, Wanted
from src.domain.text import search_words
from src.routes.readings.form import period_in
from src.routes.readings.views import Filters, ReviewPage, SheetPage, SummaryView, lines_view, new_key, row_view
from src.services.readings import review, saving, sending, sheet
from src.web.kit import kit_of
from src.web.pages import AnyRequest, Part, fragments
from src.web.queries import id_in, text_in
from src.web.visitor import SignedIn

NOTHING: Mapping[int, str] = {}


async def head_of(request: AnyRequest, contract: GuardedContract, person: SignedIn) -> sheet.Head:
    """The head of the period in the query string; 404 where there is no such sheet."""
    try:
        return await sheet.find_head(contract, kit_of(request).settings, person.now, period_in(request))
    except sheet.NoSuchPeriod as error:
        raise NotFoundException from error


def office_of(request: AnyRequest) -> sending.Office:
    kit = kit_of(request)
    return sending.Office(kit.settings, kit.account.letters)


def review_of(contract: GuardedContract, found: review.Review, key: str) -> ReviewPage:
    return ReviewPage(contract, Filters(contract.id, found.head.period), found, key)


def filters_in(request: AnyRequest, contract: GuardedContract, head: sheet.Head) -> Filters:
    """What the query string asks for; a filter that does not exist is as not given."""
    only, after = text_in(request, "only"), id_in(request, "after")
    return Filters(
        contract.id,
        head.period,
        text_in(request, "q"),
        only if only in set(Only) else "",
        after,
        0 if after else id_in(request, "before"),
    )


async def make_sheet(
    request: AnyRequest,
    contract: GuardedContract,
    head: sheet.Head,
    said: str = "",
    refused: Mapping[int, str] = NOTHING,
    why: str = "",
) -> SheetPage:
    """The page that the query string asks for; `said` is the note on top, `refused` was typed and not saved."""
    filters = filters_in(request, contract, head)
    wanted = Wanted(search_words(filters.words), Only(filters.only), filters.after, filters.before)
    found = await sheet.find_page(contract, kit_of(request).settings, head.period, wanted)
    return SheetPage(
        contract=contract,
        filters=filters,
        head=head,
        summary=SummaryView(head, contract.may(Action.SUBMIT)),
        lines=lines_view(contract, filters, head, found, refused, why),
        key=new_key(),
        said=said,
        refused=len(refused),
    )


async def saved_answer(
    request: AnyRequest, contract: GuardedContract, person: SignedIn, saved: saving.Saved
) -> Response[str]:
    """The saved rows; the same page again when something is wrong with them, with both values of a changed cell."""
    head = await head_of(request, contract, person)
    parts = _row_parts(contract, head, saved)
    if not (saved.mistaken or saved.conflicts):
        return await fragments(request, parts, page=filters_in(request, contract, head).here(said="saved"))

    async def whole() -> Part:
        said = "conflict" if saved.conflicts else "mistakes"
        return "readings/sheet.html", await make_sheet(request, contract, head, said, saved.conflicts, "conflict")

    return await fragments(request, parts, page=whole, status=422)


async def shut_answer(
    request: AnyRequest, contract: GuardedContract, head: sheet.Head, cells: Mapping[int, Cell]
) -> Response[str]:
    """The window closed meanwhile: nothing is saved, what was typed stays to be seen."""
    typed = {id_: cell.typed for id_, cell in cells.items() if not cell.untouched}
    shown = await make_sheet(request, contract, head, "shut", typed, "shut")
    rows = [row for group in shown.lines.groups for row in group.rows if row.id in typed]
    parts: list[Part] = [*(("readings/row.html", row) for row in rows), ("readings/summary.html", shown.summary)]
    return await fragments(request, parts, page=("readings/sheet.html", shown), status=422)


def _row_parts(contract: GuardedContract, head: sheet.Head, saved: saving.Saved) -> list[Part]:
    """Fragments of the saved rows and of the summary above them."""
    filters = Filters(contract.id, head.period)
    rows = (row_view(contract, filters, head, judged, saved.conflicts, "conflict") for judged in saved.lines.values())
    return [*(("readings/row.html", row) for row in rows), ("readings/summary.html", SummaryView(head, True))]
