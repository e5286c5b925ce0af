"""Orders of services as billing tells of them: what may become of one by a row, and why a row is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from src.domain.directory import Fault
from src.domain.exchange import Reason
from src.domain.service_orders import LARGEST_TOTAL, PREFIX, Mover, State, may_move


@dataclass(slots=True)
class Told:
    """An order as the base will have it; `id` 0: it is new; `placed`: through the portal; `moved`: it has just got
    another state."""

    id: int
    key: str
    contract: int
    number: str
    service: int
    ordered_on: date
    state: State
    total: int
    invoice_number: str
    invoice_on: date | None
    reason: str
    deleted: bool
    placed: bool = False
    moved: bool = False


def fault_of_order(total: int, status: str, reasoned: bool, invoiced: bool) -> Fault | None:
    if not 0 <= total <= LARGEST_TOTAL:
        return "total", Reason.OUT_OF_RANGE
    if status == State.REJECTED and not reasoned:
        return "reason", Reason.REASON_NEEDED
    return ("invoice_number", Reason.INVOICE_NEEDED) if status == State.AWAITING and not invoiced else None


def misfit(told: Told, there: Told | None) -> Fault | None:
    """Why the order may not become what billing tells."""
    if there is None:
        return ("order", Reason.NO_SUCH_ORDER) if told.key.startswith(PREFIX) else None
    if there.contract != told.contract:
        return "contract", Reason.OTHER_CONTRACT
    if fault := _changed(told, there) if there.placed else None:
        return fault
    if there.state is told.state or may_move(Mover.BILLING, there.state, told.state):
        return None
    return "status", Reason.STATUS_FINAL


def _changed(told: Told, there: Told) -> Fault | None:
    """What was agreed to in the portal stays."""
    if there.service != told.service:
        return "service", Reason.OTHER_SERVICE
    if there.total != told.total:
        return "total", Reason.OTHER_TOTAL
    return ("deleted", Reason.ORDER_STAYS) if told.deleted else None


def joined(told: Told, there: Told | None) -> Told:
    """What the order becomes; the number and the day that the portal gave stay."""
    if there is None:
        return told
    told.id, told.placed, told.moved = there.id, there.placed, there.moved or there.state is not told.state
    if there.placed:
        told.number, told.ordered_on = there.number, there.ordered_on
    return told
