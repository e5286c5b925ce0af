"""How the rows of acts of violation are judged and stored, but for their files."""

from datetime import date, datetime
from typing import Any

from src.domain.directory import Fault
from src.domain.violation_faults import fault_of_act, fault_of_volume
from src.exchange import nouns
from src.exchange.violation_rows import ViolationRow
from src.services.exchange.directory_loader import DirectoryLoader, Ids
from src.storage import imports
from src.storage.forms import scaled_in
from src.storage.waiting import recount_violations

_MEASURES = ("power_kw", "volts", "amperes", "cos_phi", "hours")


def _stored(row: ViolationRow, ids: Ids) -> tuple[Any, ...]:
    measures = [scaled_in(getattr(row, name)) for name in _MEASURES]
    asked = 0 if row.status == "cancelled" else row.total or 0
    head = (row.violation, ids["contract"][row.contract], *row[2:8], scaled_in(row.energy), row.total, asked)
    return (*head, *row[10:12], *measures, *row[17:26], "", "", 0, row.deleted)


def _fault(row: ViolationRow, today: date) -> Fault | None:
    measures = {name: getattr(row, name) for name in _MEASURES}
    return fault_of_act(row.drawn_on, row.since, row.until, row.object_until) or fault_of_volume(row.method, measures)


async def _count(contracts: list[int], now: datetime) -> None:
    """The newest act stands beside each membership."""
    await recount_violations(contracts)


ROWS = DirectoryLoader(
    nouns.VIOLATIONS, imports.VIOLATION, _stored, (("contract", imports.CONTRACT),), _fault, "violation", _count
)
