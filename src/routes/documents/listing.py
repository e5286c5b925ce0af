"""«Документы»: what billing has sent of a contract, found by period, kind and number; its sums by kind; both files."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.documents import KINDS, Kind, Sum
from src.routes.list_answers import give_csv, give_workbook, show_list
from src.routes.listing.documents import DOCUMENTS
from src.services.documents import listing
from src.web.filters import Filters
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, fragments, get, see_other
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/documents"


@dataclass(frozen=True, slots=True)
class SumsView:
    """`sums` None: too many are to be looked at."""

    filters: Filters
    sums: Sequence[tuple[Kind, Sum]] | None


@dataclass(frozen=True, slots=True)
class SumsPage:
    contract: GuardedContract
    sums: SumsView


@get(PATH, dependencies=guarded(Action.VIEW_MONEY))
async def show_documents(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_list(request, contract, DOCUMENTS, "documents/page.html")


@get(PATH + "/totals", dependencies=guarded(Action.VIEW_MONEY))
async def show_documents_totals(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    filters = DOCUMENTS.filters(contract, request.query_params)
    if filters.form is None:
        return see_other(request, filters.address())
    found = await listing.sums(contract, filters.asked)
    view = SumsView(filters, None if found is None else [(KINDS[each.kind], each) for each in found])
    return await fragments(
        request, [("documents/totals.html", view)], page=("documents/totals.html", SumsPage(contract, view))
    )


@get(PATH + ".csv", dependencies=guarded(Action.VIEW_MONEY))
async def export_documents(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await give_csv(request, contract, DOCUMENTS)


@get(PATH + ".xlsx", dependencies=guarded(Action.VIEW_MONEY))
async def export_documents_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await give_workbook(request, person, contract, DOCUMENTS)


ROUTES = [show_documents, show_documents_totals, export_documents, export_documents_workbook]
router = Router("/", route_handlers=ROUTES)
