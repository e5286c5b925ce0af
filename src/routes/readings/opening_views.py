"""What the page of openings and its rows are made of."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.routes.readings.form import new_key
from src.routes.readings.views import Filters, GoneView, LinesView, Troubles, lines_view, row_view
from src.services.readings import openings, saving, sheet
from src.web.front import AnyRequest, Part
from src.web.queries import id_in, text_in

NO_TROUBLES = Troubles()
COLUMNS = 4


@dataclass(frozen=True, slots=True)
class OpeningFilters(Filters):
    """As the sheet's, at an address below it."""

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract_id}/readings/opening"

    @property
    def sheet(self) -> str:
        return f"/contracts/{self.contract_id}/readings?period={self.period}"


@dataclass(frozen=True, slots=True)
class OpeningsPage:
    """As the sheet's page."""

    contract: GuardedContract
    filters: OpeningFilters
    head: sheet.Head
    lines: LinesView
    key: str
    said: str
    troubles: Troubles

    @property
    def fillable(self) -> bool:
        """Whether there is a form to fill in: on this page, or on the ones beside it."""
        return self.head.open and bool(self.lines.groups or self.lines.earlier or self.lines.later)

    @property
    def beside(self) -> list[Part]:
        """What is swapped with any of the rows: nothing."""
        return []


def filters_in(request: AnyRequest, contract: GuardedContract, head: sheet.Head) -> OpeningFilters:
    after = id_in(request, "after")
    before = 0 if after else id_in(request, "before")
    return OpeningFilters(contract.id, head.period, text_in(request, "q"), "", after, before)


async def make_page(
    request: AnyRequest,
    contract: GuardedContract,
    head: sheet.Head,
    said: str | None = None,
    troubles: Troubles = NO_TROUBLES,
) -> OpeningsPage:
    """As `making.make_sheet`."""
    filters = filters_in(request, contract, head)
    found = await openings.find_page(contract, head, filters.wanted)
    if not troubles.registers <= found.registers:
        found = await openings.find_lines(contract, head, troubles.registers)
    return OpeningsPage(
        contract,
        filters,
        head,
        lines_view(contract, filters, head, found, troubles),
        new_key(),
        text_in(request, "said") if said is None else said,
        troubles,
    )


def row_parts(contract: GuardedContract, head: sheet.Head, saved: saving.Saved) -> list[Part]:
    """Fragments of the saved rows."""
    filters = OpeningFilters(contract.id, head.period)
    troubles = Troubles("conflict", saved.conflicts)
    rows = (row_view(contract, filters, head, judged, troubles) for judged in saved.lines.values())
    gone = (GoneView(id_, each.serial, each.typed, COLUMNS) for id_, each in saved.gone.items())
    return [
        *(("readings/opening_row.html", row) for row in rows),
        *(("readings/gone.html", each) for each in gone),
    ]
