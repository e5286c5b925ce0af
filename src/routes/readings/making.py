"""Making the sheet's page and its rows out of a request and what services found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Request

from src.domain.access import Action, GuardedContract
from src.domain.sheets import Only, Wanted
from src.domain.text import search_words
from src.routes.readings.views import Filters, SheetPage, SummaryView, lines_view, new_key, row_view
from src.services.readings.saving import Saved
from src.services.readings.sheet import Head, find_page
from src.web.kit import kit_of
from src.web.pages import Part
from src.web.queries import id_in, text_in

AnyRequest = Request[Any, Any, Any]
NOTHING: Mapping[int, str] = {}


def filters_in(request: AnyRequest, contract: GuardedContract, head: Head) -> Filters:
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
    head: Head,
    said: str = "",
    refused: Mapping[int, str] = NOTHING,
    why: str = "",
) -> SheetPage:
    """The page that the query string asks for; `said` is the note on top, `refused` was typed and not saved."""
    filters = filters_in(request, contract, head)
    wanted = Wanted(search_words(filters.words), Only(filters.only), filters.after, filters.before)
    found = await find_page(contract, kit_of(request).settings, head.period, wanted)
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


def row_parts(contract: GuardedContract, head: Head, saved: Saved) -> list[Part]:
    """Fragments of the saved rows and of the summary above them."""
    filters = Filters(contract.id, head.period)
    rows = (row_view(contract, filters, head, judged, saved.conflicts, "conflict") for judged in saved.lines.values())
    return [*(("readings/row.html", row) for row in rows), ("readings/summary.html", SummaryView(head, True))]
