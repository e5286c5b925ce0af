"""Orders of services: billing's own, and its word about those that were placed through the portal."""

from datetime import datetime

from src.domain.journal import Actor, Event
from src.domain.ordered import Told, fault_of_order, joined, misfit
from src.domain.service_orders import State
from src.exchange import nouns
from src.exchange.files import Read, Refusal
from src.exchange.service_rows import ServiceOrderRow
from src.services.exchange.loading import Moment, Prepared, refusal, unknown
from src.storage import imported_orders as storage
from src.storage import imports, journal
from src.storage.open_orders import recount_open_orders
from src.storage.recount_queue import mark_money


class ServiceOrdersLoader:
    noun = nouns.SERVICE_ORDERS
    table = "service_order"

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        contracts = await imports.ids_of(imports.CONTRACT, {row.contract for row in read.rows})
        services = await imports.ids_of(imports.SERVICE, {row.service for row in read.rows})
        prepared = Prepared()
        row: ServiceOrderRow
        for line, row in zip(read.lines, read.rows, strict=True):
            fault = fault_of_order(row.total, row.status, bool(row.reason), bool(row.invoice_number))
            if fault := unknown(row, (("contract", contracts), ("service", services))) or fault:
                prepared.refused.append(refusal(line, row, fault))
                continue
            prepared.keys.add(row.order)
            prepared.later.append((line, (row, _told(row, contracts[row.contract], services[row.service]))))
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        """Row after row: what one has made of an order the next one finds."""
        known, refused, changed = await storage.known_orders(prepared.keys), [], dict[str, Told]()
        for line, (row, told) in prepared.later:
            there = known.get(row.order)
            if fault := misfit(told, there):
                refused.append(refusal(line, row, fault))
                continue
            known[row.order] = changed[row.order] = joined(told, there)
        orders = list(changed.values())
        await storage.write_orders(orders)
        await _note(orders, moment.now)
        contracts = sorted({order.contract for order in orders})
        await recount_open_orders(contracts)
        await mark_money(contracts, moment.now)  # what was paid for them is not paid for energy
        return refused


def _told(row: ServiceOrderRow, contract: int, service: int) -> Told:
    head = (0, row.order, contract, row.number, service, row.ordered_on, State(row.status), row.total)
    return Told(*head, row.invoice_number, row.invoice_on, row.reason, row.deleted)


async def _note(orders: list[Told], now: datetime) -> None:
    lines: list[tuple[int, journal.Details]] = [
        (order.contract, {"order": order.number, "state": order.state.value})
        for order in orders
        if order.placed and order.moved
    ]
    await journal.note_each(Actor(None, "", now), Event.SERVICE_ORDER_MOVED, lines)
