"""What a page shows, as a workbook: all of it, whatever part is on the screen. A short one comes at once, a long one is
ordered: its page says how far it is."""

from src.domain.access import Action, GuardedContract
from src.domain.orders import Kind, Wish
from src.routes.giving import give
from src.routes.readings.history_views import filters_in, this_period
from src.routes.readings.making import head_of
from src.services.readings import history, workbook
from src.services.readings.sheet import Head
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, kit_of
from src.web.front import contract as guarded

AT_ONCE = 1_000
"""Registers that nobody waits long for."""
LINES_AT_ONCE = 2_000
"""Readings of history, likewise."""


@get("/contracts/{contract_id:int}/readings/workbook/file", dependencies=guarded(Action.VIEW))
async def export_readings(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await _give_of_period(request, person, contract, Kind.READINGS)


@get("/contracts/{contract_id:int}/consumption.xlsx", dependencies=guarded(Action.VIEW))
async def export_consumption(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await _give_of_period(request, person, contract, Kind.CONSUMPTION)


async def _give_of_period(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, kind: Kind
) -> Response[bytes] | Response[str]:
    head: Head = await head_of(request, contract, person)
    short = await workbook.registers(contract, head) <= AT_ONCE
    return await give(request, person, contract, Wish(kind, {"period": str(head.period)}), short)


@get("/contracts/{contract_id:int}/history.xlsx", dependencies=guarded(Action.VIEW))
async def export_history_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    zone = kit_of(request).settings.time_zone
    filters = filters_in(request, contract, this_period(person.now, zone))
    span = filters.span
    months = (span.until.year - span.since.year) * 12 + span.until.month - span.since.month + 1
    short = not await history.has_more(contract, zone, filters.asked, LINES_AT_ONCE // months)
    asked = {"since": str(span.since), "until": str(span.until), "q": filters.words}
    return await give(request, person, contract, Wish(Kind.HISTORY, asked), short)


router = Router("/", route_handlers=[export_readings, export_consumption, export_history_workbook])
