"""«Что и когда платить»: what a contract owes, with how it was counted."""

from dataclasses import dataclass
from typing import Any

from src.domain.access import Action, GuardedContract
from src.routes.settlements_file import HEAD, DueFile
from src.services import settlements, tables
from src.services.making import NotWritten
from src.web.csv_file import csv_answer
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    kit_of,
    page,
    refuse_ahead,
    xlsx_answer,
)
from src.web.front import contract as guarded
from src.web.queries import id_in

PATH = "/contracts/{contract_id:int}/due"


@dataclass(frozen=True, slots=True)
class DuePage:
    """`busy`: there was no time for a workbook."""

    contract: GuardedContract
    due: settlements.Due
    busy: bool = False


@get(PATH, dependencies=guarded(Action.VIEW_MONEY))
async def show_due(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    shown = DuePage(contract, await _due(request, person, contract, id_in(request, "year")))
    return await fragments(request, [("settlements/due.html", shown)], page=("settlements/due.html", shown))


@get(f"{PATH}.csv", dependencies=guarded(Action.VIEW_MONEY))
async def export_due(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[Any]:
    refuse_ahead(request)
    due = await _due(request, person, contract, settlements.EVER)
    return csv_answer(f"due-{contract.id}", HEAD, DueFile(kit_of(request), due).lines())


@get(f"{PATH}.xlsx", dependencies=guarded(Action.VIEW_MONEY))
async def export_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    refuse_ahead(request)
    kit, due = kit_of(request), await _due(request, person, contract, settlements.EVER)
    title = f"Что и когда платить по договору № {contract.number}, на {due.today:%d.%m.%Y}"
    try:
        file = await tables.short(kit.gateways.workshop, DueFile(kit, due).sheets(title))
    except NotWritten:
        now = await _due(request, person, contract, settlements.NOW)
        return page(request, "settlements/due.html", DuePage(contract, now, busy=True), 503)
    return xlsx_answer(file, f"Что и когда платить {contract.number}", f"due-{contract.id}")


async def _due(request: AnyRequest, person: SignedIn, contract: GuardedContract, year: int) -> settlements.Due:
    return await settlements.show(contract, person.now, kit_of(request).settings, year)


router = Router("/", route_handlers=[show_due, export_due, export_workbook])
