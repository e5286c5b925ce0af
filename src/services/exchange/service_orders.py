"""Orders of services: billing's own, and its word about those that were placed through the portal."""

from collections.abc import Iterable
from datetime import datetime

from src.domain.directory import Fault
from src.domain.exchange import Reason
from src.domain.journal import Actor, Event
from src.domain.service_orders import LARGEST_TOTAL, PREFIX, Mover, State, may_move
from src.exchange import nouns
from src.exchange.files import Read, Refusal
from src.exchange.rows import ServiceOrderRow
from src.services.exchange.loading import Moment, Prepared, refusal, unknown
from src.storage import imports, journal
from src.storage.imported_orders import Known, known_orders, write_orders
from src.storage.open_orders import recount_open_orders


class ServiceOrdersLoader:
    noun = nouns.SERVICE_ORDERS
    table = "service_order"

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        contracts = await imports.ids_of(imports.CONTRACT, {row.contract for row in read.rows})
        services = await imports.ids_of(imports.SERVICE, {row.service for row in read.rows})
        prepared = Prepared()
        row: ServiceOrderRow
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := unknown(row, (("contract", contracts), ("service", services))) or _fault(row):
                prepared.refused.append(refusal(line, row, fault))
                continue
            order = Known(
                0, row.order, contracts[row.contract], row.number, services[row.service], row.ordered_on,
                State(row.status), row.total, row.invoice_number, row.invoice_on, row.reason, row.deleted, placed=False,
            )  # fmt: skip
            prepared.keys.add(row.order)
            prepared.later.append((line, (row, order)))
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        """Row after row: what one has made of an order the next one finds."""
        known, refused, changed = await known_orders(prepared.keys), [], dict[str, Known]()
        for line, (row, told) in prepared.later:
            there = known.get(row.order)
            if fault := _misfit(told, there):
                refused.append(refusal(line, row, fault))
                continue
            known[row.order] = changed[row.order] = _joined(told, there)
        await write_orders(list(changed.values()))
        await _note(changed.values(), moment.now)
        await recount_open_orders(sorted({order.contract for order in changed.values()}))
        return refused


def _fault(row: ServiceOrderRow) -> Fault | None:
    if not 0 <= row.total <= LARGEST_TOTAL:
        return "total", Reason.OUT_OF_RANGE
    if row.status == State.REJECTED and not row.reason:
        return "reason", Reason.REASON_NEEDED
    return (
        ("invoice_number", Reason.INVOICE_NEEDED) if row.status == State.AWAITING and not row.invoice_number else None
    )


def _misfit(told: Known, there: Known | None) -> Fault | None:
    """Why the order may not become what billing tells."""
    if there is None:
        return ("order", Reason.NO_SUCH_ORDER) if told.key.startswith(PREFIX) else None
    if there.contract != told.contract:
        return "contract", Reason.OTHER_CONTRACT
    if there.placed and there.service != told.service:
        return "service", Reason.OTHER_SERVICE
    if there.placed and there.total != told.total:
        return "total", Reason.OTHER_TOTAL
    if there.placed and told.deleted:
        return "deleted", Reason.ORDER_STAYS
    if there.state is told.state or may_move(Mover.BILLING, there.state, told.state):
        return None
    return "status", Reason.STATUS_FINAL


def _joined(told: Known, there: Known | None) -> Known:
    """What the portal gave, number and day, stays."""
    if there is None:
        return told
    told.id, told.placed, told.moved = there.id, there.placed, there.moved or there.state is not told.state
    if there.placed:
        told.number, told.ordered_on = there.number, there.ordered_on
    return told


async def _note(changed: Iterable[Known], now: datetime) -> None:
    lines: list[tuple[int, journal.Details]] = [
        (order.contract, {"order": order.number, "state": order.state.value})
        for order in changed
        if order.placed and order.moved
    ]
    await journal.note_each(Actor(None, "", now), Event.SERVICE_ORDER_MOVED, lines)
