"""«История показаний»: the page, and what its filter finds as a file."""

from src.domain.access import Action, GuardedContract
from src.routes.readings.history_file import HEAD, cells_of
from src.routes.readings.history_views import filters_in, history_page, this_period
from src.services.readings import history
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
)
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/history", dependencies=guarded(Action.VIEW))
async def show_history(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    zone = kit_of(request).settings.time_zone
    this = this_period(person.now, zone)
    filters = filters_in(request, contract, this)
    it = history_page(contract, filters, this, await history.show(contract, zone, this, filters.asked))
    return await fragments(request, [("readings/history.html", it.table)], page=("readings/history.html", it))


@get("/contracts/{contract_id:int}/history.csv", dependencies=guarded(Action.VIEW))
async def export_history(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """All that the filter finds, whatever page is on the screen."""
    zone = kit_of(request).settings.time_zone
    filters = filters_in(request, contract, this_period(person.now, zone))
    name = f"readings-{contract.id}-{filters.span.since}-{filters.span.until}"
    return csv_answer(name, HEAD, cells_of(history.export(contract, zone, filters.asked), zone))


router = Router("/", route_handlers=[show_history, export_history])
