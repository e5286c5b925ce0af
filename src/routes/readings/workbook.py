"""«Работа с формой в формате Excel»: the sheet of readings as a workbook."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.routes.readings.form import new_key
from src.routes.readings.making import head_of
from src.routes.readings.upload_views import UploadForm
from src.services.readings import sheet
from src.web.front import AnyRequest, NamedDependency, Response, SignedIn, get, page
from src.web.front import contract as guarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class WorkbookPage:
    contract: GuardedContract
    head: sheet.Head
    path: str
    form: UploadForm

    @property
    def may_submit(self) -> bool:
        return self.contract.may(Action.SUBMIT)


def page_of(contract: GuardedContract, head: sheet.Head, wrong: str = "") -> WorkbookPage:
    path = f"/contracts/{contract.id}/readings"
    form = UploadForm(f"{path}/workbook?period={head.period}", new_key(), wrong)
    return WorkbookPage(contract, head, path, form)


@get("/contracts/{contract_id:int}/readings/workbook", dependencies=guarded(Action.VIEW))
async def show_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return page(request, "readings/workbook.html", page_of(contract, await head_of(request, contract, person)))


HANDLERS = (show_workbook,)
"""One address is shown by one of them and taken by another, of uploads.py: they stand in one router."""
