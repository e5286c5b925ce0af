"""Making the sheet's page and its rows out of a request and what services found."""

from litestar.exceptions import NotFoundException

from src.domain.access import Action, GuardedContract
from src.routes.readings.form import new_key, period_in
from src.routes.readings.views import (
    Filters,
    GoneView,
    SheetPage,
    SummaryView,
    Troubles,
    lines_view,
    row_view,
)
from src.services.readings import receipt_letter, saving, sheet
from src.web.kit import kit_of
from src.web.pages import AnyRequest, Part
from src.web.queries import id_in, text_in
from src.web.visitor import SignedIn

ONLY = {"empty", "wrong"}
NO_TROUBLES = Troubles()


async def head_of(request: AnyRequest, contract: GuardedContract, person: SignedIn) -> sheet.Head:
    """The head of the period in the query string; 404 where there is no such sheet."""
    try:
        return await sheet.find_head(contract, kit_of(request).settings, person.now, period_in(request))
    except sheet.NoSuchPeriod as error:
        raise NotFoundException from error


def office_of(request: AnyRequest) -> receipt_letter.Office:
    kit = kit_of(request)
    return receipt_letter.Office(kit.settings, kit.account.letters)


def filters_in(request: AnyRequest, contract: GuardedContract, head: sheet.Head) -> Filters:
    """What the query string asks for; a filter that does not exist is as not given."""
    only, after = text_in(request, "only"), id_in(request, "after")
    return Filters(
        contract.id,
        head.period,
        text_in(request, "q"),
        only if only in ONLY else "",
        after,
        0 if after else id_in(request, "before"),
    )


async def make_sheet(
    request: AnyRequest,
    contract: GuardedContract,
    head: sheet.Head,
    said: str | None = None,
    troubles: Troubles = NO_TROUBLES,
) -> SheetPage:
    """The page that the query string asks for, or the lines in trouble where it would leave one of them out. `said` is
    the note on top, by default the query string's."""
    filters, settings = filters_in(request, contract, head), kit_of(request).settings
    found = await sheet.find_page(contract, settings, head.period, filters.wanted)
    if not troubles.registers <= found.registers:
        found = await sheet.find_lines(contract, settings, head.period, troubles.registers)
    return SheetPage(
        contract=contract,
        filters=filters,
        head=head,
        summary=SummaryView(head, contract.may(Action.SUBMIT)),
        lines=lines_view(contract, filters, head, found, troubles),
        key=new_key(),
        said=text_in(request, "said") if said is None else said,
        troubles=troubles,
    )


def row_parts(contract: GuardedContract, head: sheet.Head, saved: saving.Saved) -> list[Part]:
    """Fragments of the saved rows and of the summary above them."""
    filters = Filters(contract.id, head.period)
    troubles = Troubles("conflict", saved.conflicts)
    rows = (row_view(contract, filters, head, judged, troubles) for judged in saved.lines.values())
    gone = (GoneView(id_, each.serial, each.typed) for id_, each in saved.gone.items())
    return [
        *(("readings/row.html", row) for row in rows),
        *(("readings/gone.html", each) for each in gone),
        ("readings/summary.html", SummaryView(head, True)),
    ]
