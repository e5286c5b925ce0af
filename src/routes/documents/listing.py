"""«Документы»: what billing has sent of a contract, found by period, kind and number; its sums by kind; both files."""

from src.domain.access import Action, GuardedContract
from src.routes.documents.sums import show_documents_totals
from src.routes.documents.ticks import ticked
from src.routes.list_answers import give_csv, give_workbook, show_list
from src.routes.listing.documents import DOCUMENTS
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/documents"


@get(PATH, dependencies=guarded(Action.VIEW_MONEY))
async def show_documents(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_list(request, contract, DOCUMENTS, "documents/page.html", ticked)


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
