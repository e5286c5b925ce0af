"""«Работа с формой в формате Excel»: the sheet of readings as a workbook."""

from dataclasses import dataclass
from urllib.parse import quote

from src.domain.access import Action, GuardedContract
from src.routes.readings.form import new_key
from src.routes.readings.making import head_of
from src.routes.readings.upload_views import UploadForm
from src.routes.readings.workbook_words import RowWords, head_words
from src.services.readings import sheet, workbook
from src.web.front import AnyRequest, NamedDependency, Response, SignedIn, get, kit_of, page
from src.web.front import contract as guarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class WorkbookPage:
    """`busy`: the file was asked for, and the machine has no time for it now."""

    contract: GuardedContract
    head: sheet.Head
    path: str
    form: UploadForm
    busy: bool = False

    @property
    def may_submit(self) -> bool:
        return self.contract.may(Action.SUBMIT)


def page_of(contract: GuardedContract, head: sheet.Head, *, busy: bool = False, wrong: str = "") -> WorkbookPage:
    path = f"/contracts/{contract.id}/readings"
    form = UploadForm(f"{path}/workbook?period={head.period}", new_key(), wrong)
    return WorkbookPage(contract, head, path, form, busy)


def file_answer(content: bytes, name: str, plain: str) -> Response[bytes]:
    """A workbook to be saved; `name` for browsers that know the alphabet, `plain` for the others, without an ending."""
    disposition = f"attachment; filename=\"{plain}.xlsx\"; filename*=UTF-8''{quote(f'{name}.xlsx', safe='')}"
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})


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
    return file_answer(file, f"Показания {contract.number} {head.period}", f"readings-{contract.id}-{head.period}")


HANDLERS = (show_workbook, download_workbook)
"""One address is shown by one of them and taken by another, of uploads.py: they stand in one router."""
