"""What a contract's invoices ask from a day on, kept beside the contract in one text: a list would read hundreds."""

from collections.abc import Collection, Iterable
from datetime import date

from src.domain.contracts import Asked, Bill, schedule_of
from src.domain.periods import Period
from src.storage.engine import execute_many, tuples


async def recount_dues(contract_ids: Collection[int], since: date) -> None:
    """In the transaction that changes the invoices; what was due before `since` matters no more."""
    bills: dict[int, list[Bill]] = {id_: [] for id_ in contract_ids}
    for contract, period, total, due_on in await tuples(
        "SELECT contract, period, total, due_on FROM invoice WHERE contract IN ({}) AND deleted = FALSE",
        list(contract_ids),
    ):
        bills[contract].append(Bill(Period.parse(period), total, due_on))
    kept = [(_text(schedule_of(found), since), id_) for id_, found in bills.items()]
    await execute_many("UPDATE contract SET dues = {} WHERE id = {}", kept)


def _text(asked: Iterable[Asked], since: date) -> str:
    return ";".join(f"{each.by} {each.known_from} {each.kopecks}" for each in asked if each.by >= since)


def next_due(text: str, today: str) -> Asked | None:
    """The nearest payment of such a text; `today` as 2026-11-24: days in this form compare as they follow."""
    for part in text.split(";") if text else ():
        by, known_from, kopecks = part.split(" ")
        if by >= today >= known_from:
            return Asked(date.fromisoformat(by), date.fromisoformat(known_from), int(kopecks))
    return None
