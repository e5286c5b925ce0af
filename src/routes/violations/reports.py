"""Reports of violations that were sent: the list, and one of them as an act to be signed on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.statements import Statement, Subject
from src.routes.violations import settling
from src.services.access import LARGEST_ID
from src.services.statements import drafting, reading, withdrawing
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    page,
    post,
)
from src.web.front import contract as guarded
from src.web.queries import address, id_in, text_in

PATH = "/contracts/{contract_id:int}/violations/reports"
Guarded = NamedDependency[GuardedContract]
Person = NamedDependency[SignedIn]


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """`draft`: this person is writing one."""

    contract: GuardedContract
    acts: str
    reports: Sequence[Statement]
    later: str
    draft: bool

    @property
    def may_report(self) -> bool:
        return self.contract.may(Action.OBJECT)


@dataclass(frozen=True, slots=True)
class ReportPage:
    contract: GuardedContract
    acts: str
    shown: reading.Shown
    said: str

    @property
    def path(self) -> str:
        return f"{self.acts}/reports/{self.shown.statement.id}"

    @property
    def may_withdraw(self) -> bool:
        return withdrawing.may_withdraw(self.contract, self.shown.statement)


async def report_of(contract: GuardedContract, report_id: int) -> Statement:
    if not 0 < report_id <= LARGEST_ID:
        raise NotFoundException
    try:
        return await reading.find_report(contract, report_id)
    except reading.NoSuchStatement as error:
        raise NotFoundException from error


@get(PATH, dependencies=guarded(Action.VIEW_VIOLATIONS))
async def list_reports(request: AnyRequest, contract: Guarded) -> Response[str]:
    found = await reading.list_reports(contract, id_in(request, "before"))
    acts = f"/contracts/{contract.id}/violations"
    later = address(f"{acts}/reports", before=found.after) if found.after else ""
    draft = contract.may(Action.OBJECT) and await drafting.find(contract, Subject()) is not None
    return page(request, "violations/reports.html", ReportsPage(contract, acts, found.rows, later, draft))


@get(PATH + "/{report_id:int}", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def show_report(request: AnyRequest, contract: Guarded, report_id: FromPath[int]) -> Response[str]:
    shown = await reading.shown(contract, await report_of(contract, report_id))
    acts = f"/contracts/{contract.id}/violations"
    return page(request, "violations/report.html", ReportPage(contract, acts, shown, text_in(request, "said")))


@post(PATH + "/{report_id:int}/withdraw", dependencies=guarded(Action.OBJECT))
async def withdraw_report(
    request: AnyRequest, person: Person, contract: Guarded, report_id: FromPath[int]
) -> Response[str]:
    report = await report_of(contract, report_id)
    path = f"/contracts/{contract.id}/violations/reports/{report.id}"
    return await settling.withdraw(request, person, contract, report, path)


router = Router("/", route_handlers=[list_reports, show_report, withdraw_report])
