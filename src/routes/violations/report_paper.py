"""A report of a violation as an act: a PDF to be signed on paper."""

from src.domain.access import Action, GuardedContract
from src.routes.printed import printed
from src.routes.violations.report_words import paper_of
from src.routes.violations.reports import report_of
from src.services.requisites import client_of
from src.services.statements import reading
from src.web.front import AnyRequest, FromPath, NamedDependency, Response, Router, contract, get, kit_of

PATH = "/contracts/{contract_id:int}/violations/reports/{report_id:int}/file"


@get(PATH, dependencies=contract(Action.VIEW_VIOLATIONS))
async def print_report(
    request: AnyRequest, contract: NamedDependency[GuardedContract], report_id: FromPath[int]
) -> Response[bytes]:
    shown = await reading.shown(contract, await report_of(contract, report_id))
    client, settings = await client_of(contract), kit_of(request).settings
    paper = paper_of(contract, client, shown, settings)
    return await printed(request, paper, paper.title, f"report-{contract.id}-{report_id}")


router = Router("/", route_handlers=[print_report])
