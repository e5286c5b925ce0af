"""What a selection of documents comes to, by kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.documents import KINDS, Kind, Sum
from src.routes.listing.documents import DOCUMENTS
from src.services.documents import listing
from src.web.filters import Filters
from src.web.front import AnyRequest, NamedDependency, Response, fragments, get, see_other
from src.web.front import contract as guarded


@dataclass(frozen=True, slots=True)
class SumsView:
    """`sums` None: too many are to be looked at."""

    filters: Filters
    sums: Sequence[tuple[Kind, Sum]] | None


@dataclass(frozen=True, slots=True)
class SumsPage:
    contract: GuardedContract
    sums: SumsView


@get("/contracts/{contract_id:int}/documents/totals", dependencies=guarded(Action.VIEW_MONEY))
async def show_documents_totals(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    filters = DOCUMENTS.filters(contract, request.query_params)
    if filters.form is None:
        return see_other(request, filters.address())
    found = await listing.sums(contract, filters.asked)
    view = SumsView(filters, None if found is None else [(KINDS[each.kind], each) for each in found])
    return await fragments(
        request, [("documents/totals.html", view)], page=("documents/totals.html", SumsPage(contract, view))
    )
