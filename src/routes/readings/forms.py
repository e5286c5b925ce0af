"""The two forms that values are typed into, and in what they differ: the sheet of a period, the openings of one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.sheets import Kind
from src.routes.readings import making, opening_views
from src.routes.readings.form import key_of
from src.routes.readings.views import Filters, ReviewPage, SheetPage
from src.services.readings import openings, review, saving, sheet
from src.web.pages import AnyRequest, Part
from src.web.queries import text_in


@dataclass(frozen=True, slots=True)
class ValuesForm:
    """`page`, `lines`, `row`: templates of the whole, of its lines and of one of them. `make`: of the request,
    contract, head, and where given the note on top and the lines in trouble."""

    kind: Kind
    page: str
    lines: str
    row: str
    filters: Callable[[AnyRequest, GuardedContract, sheet.Head], Filters]
    make: Callable[..., Awaitable[SheetPage | opening_views.OpeningsPage]]
    saved_parts: Callable[[GuardedContract, sheet.Head, saving.Saved], list[Part]]
    save: Callable[..., Awaitable[saving.Saved]]


SHEET = ValuesForm(
    Kind.CURRENT,
    "readings/sheet.html",
    "readings/lines.html",
    "readings/row.html",
    making.filters_in,
    making.make_sheet,
    making.row_parts,
    saving.save,
)
OPENINGS = ValuesForm(
    Kind.OPENING,
    "readings/opening.html",
    "readings/openings.html",
    "readings/opening_row.html",
    opening_views.filters_in,
    opening_views.make_page,
    opening_views.row_parts,
    openings.save,
)


def review_of(
    request: AnyRequest, contract: GuardedContract, form: ValuesForm, found: review.Review, key: str
) -> ReviewPage:
    filters, changed = form.filters(request, contract, found.head), text_in(request, "said") == "changed"
    return ReviewPage(contract, filters, found, key_of(key), changed, form.kind)
