"""«Работа с формой в формате Excel»: the sheet of readings as a workbook."""

from dataclasses import dataclass
from urllib.parse import quote

from src.domain.access import Action, GuardedContract
from src.routes.readings.making import head_of
from src.routes.readings.workbook_words import RowWords, head_words
from src.services.readings import sheet, workbook
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, kit_of, page
from src.web.front import contract as guarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class WorkbookPage:
    """`busy`: the file was asked for, and the machine has no time for it now."""

    contract: GuardedContract
    head: sheet.Head
    path: str
    busy: bool = False

    @property
    def may_submit(self) -> bool:
        return self.contract.may(Action.SUBMIT)


def page_of(contract: GuardedContract, head: sheet.Head, *, busy: bool = False) -> WorkbookPage:
    return WorkbookPage(contract, head, f"/contracts/{contract.id}/readings", busy)


@get("/contracts/{contract_id:int}/readings/workbook", dependencies=guarded(Action.VIEW))
async def show_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return page(request, "readings/workbook.html", page_of(contract, await head_of(request, contract, person)))


@get("/contracts/{contract_id:int}/readings/workbook/file", dependencies=guarded(Action.VIEW))
async def download_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    head, kit = await head_of(request, contract, person), kit_of(request)
    words = RowWords(kit, contract, head)
    try:
        file = await workbook.export(contract, head, kit.gateways.workshop, head_words(contract, head), words)
    except workbook.NotWritten:
        return page(request, "readings/workbook.html", page_of(contract, head, busy=True), status=503)
    name = quote(f"Показания {contract.number} {head.period}.xlsx", safe="")
    plain = f"readings-{contract.id}-{head.period}.xlsx"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
    return Response(file, media_type=XLSX, headers={"Content-Disposition": disposition})


router = Router("/", route_handlers=[show_workbook, download_workbook])
