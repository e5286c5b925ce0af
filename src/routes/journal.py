"""«Действия»: of one's own account, and of a contract for its administrator; as a page and as files."""

from src.domain.access import Action, GuardedContract
from src.routes.journal_file import HEAD, JournalFile
from src.routes.journal_views import JournalPage, filters_in, kinds_of, lines_of, path_of, wanted_in
from src.services import journal, tables
from src.services.making import NotWritten
from src.web.csv_file import csv_answer
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Part,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    kit_of,
    page,
    signed_in,
    xlsx_answer,
)
from src.web.front import contract as guarded

PAGE = "journal/page.html"
Whose = GuardedContract | None


@get("/profile/journal", dependencies=signed_in)
async def show_own(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return await _show(request, None, journal.of_account(person.user_id))


@get("/profile/journal.csv", dependencies=signed_in)
async def export_own(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return _csv(request, None, journal.of_account(person.user_id))


@get("/profile/journal.xlsx", dependencies=signed_in)
async def export_own_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn]
) -> Response[bytes] | Response[str]:
    return await _workbook(request, None, journal.of_account(person.user_id))


@get("/contracts/{contract_id:int}/journal", dependencies=guarded(Action.MANAGE))
async def show_contracts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await _show(request, contract, journal.of_contract(contract))


@get("/contracts/{contract_id:int}/journal.csv", dependencies=guarded(Action.MANAGE))
async def export_contracts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return _csv(request, contract, journal.of_contract(contract))


@get("/contracts/{contract_id:int}/journal.xlsx", dependencies=guarded(Action.MANAGE))
async def export_contracts_workbook(
    request: AnyRequest, contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await _workbook(request, contract, journal.of_contract(contract))


async def _show(request: AnyRequest, contract: Whose, lines: journal.List) -> Response[str]:
    filters = filters_in(request, contract)
    shown = await journal.show(lines, wanted_in(request, filters, kit_of(request).settings.time_zone))
    table = lines_of(filters, contract, shown)

    async def whole() -> Part:
        members = await journal.members_of(contract) if contract else ()
        return PAGE, JournalPage(filters, contract, table, kinds_of(contract), members)

    return await fragments(request, [("journal/lines.html", table)], page=whole)


def _csv(request: AnyRequest, contract: Whose, lines: journal.List) -> Response[str]:
    """All that the filter finds, whatever page is on the screen."""
    kit = kit_of(request)
    found = journal.export(lines, filters_in(request, contract).wanted(kit.settings.time_zone))
    return csv_answer(f"journal-{contract.id if contract else 'own'}", HEAD, JournalFile(kit).cells(found))


async def _workbook(request: AnyRequest, contract: Whose, lines: journal.List) -> Response[bytes] | Response[str]:
    """As many lines as a workbook holds; its last one says when there are more."""
    kit, filters = kit_of(request), filters_in(request, contract)
    found = journal.export(lines, filters.wanted(kit.settings.time_zone), journal.WORKBOOK)
    title = f"Действия по договору № {contract.number}" if contract else "Действия в учётной записи"
    try:
        file = await tables.short(kit.gateways.workshop, JournalFile(kit).sheet(title, found))
    except NotWritten:
        shown = await journal.show(lines, wanted_in(request, filters, kit.settings.time_zone))
        members = await journal.members_of(contract) if contract else ()
        table = lines_of(filters, contract, shown)
        return page(request, PAGE, JournalPage(filters, contract, table, kinds_of(contract), members, True), 503)
    return xlsx_answer(file, title.replace("№ ", ""), path_of(contract).strip("/").replace("/", "-"))


router = Router(
    "/",
    route_handlers=[
        show_own,
        export_own,
        export_own_workbook,
        show_contracts,
        export_contracts,
        export_contracts_workbook,
    ],
)
