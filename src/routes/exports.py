"""What a page shows, as a workbook: all of it, whatever part is on the screen; the page says where there is no time."""

from src.domain.access import Action, GuardedContract
from src.routes.consumption import page_of
from src.routes.consumption_sheets import ConsumptionSheets
from src.routes.readings.history_views import filters_in, history_page, this_period
from src.routes.readings.history_workbook import sheet_of
from src.routes.readings.making import head_of
from src.services import tables
from src.services.readings import consumption, history
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, kit_of, month, page, xlsx_answer
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/consumption.xlsx", dependencies=guarded(Action.VIEW))
async def export_consumption(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    head, kit = await head_of(request, contract, person), kit_of(request)
    tariffs = await consumption.tariffs_of(contract, head)
    found = consumption.each_result(contract, head, tariffs)
    sheets = ConsumptionSheets(kit, contract, head, tariffs).batches(found)
    try:
        file = await tables.workbook(kit.gateways.workshop, sheets)
    except tables.NotWritten:
        whole = await page_of(request, contract, head, busy=True)
        return page(request, "consumption/page.html", whole, status=503)
    name = f"Предварительный расход {contract.number} {head.period}"
    return xlsx_answer(file, name, f"consumption-{contract.id}-{head.period}")


@get("/contracts/{contract_id:int}/history.xlsx", dependencies=guarded(Action.VIEW))
async def export_history_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    """As many readings as a workbook holds; its last line says when there are more."""
    kit = kit_of(request)
    zone = kit.settings.time_zone
    this = this_period(person.now, zone)
    filters = filters_in(request, contract, this)
    found = history.export(contract, zone, filters.asked, tables.MOST_ROWS)
    span = f"{month(filters.span.since)} – {month(filters.span.until)}"
    title = f"История показаний, договор № {contract.number}, {span}"
    try:
        file = await tables.workbook(kit.gateways.workshop, sheet_of(title, found, zone))
    except tables.NotWritten:
        it = history_page(contract, filters, this, await history.show(contract, zone, this, filters.asked), busy=True)
        return page(request, "readings/history.html", it, status=503)
    name = f"История показаний {contract.number} {filters.span.since} – {filters.span.until}"
    return xlsx_answer(file, name, f"history-{contract.id}-{filters.span.until}")


router = Router("/", route_handlers=[export_consumption, export_history_workbook])
