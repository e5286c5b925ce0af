"""Billing's rejections, noted in the transaction that brings them: the journal's lines, and whom a letter is due."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from src.domain.journal import Actor, Event
from src.storage import journal, rejections
from src.storage.imported_readings import Sent


async def note_rejected(rejected: Sequence[Sent], now: datetime) -> None:
    """Inside the transaction that takes the statuses in: the journal of each contract, and whom a letter is due."""
    if not rejected:
        return
    counts = Counter(each.receipt_id for each in rejected)
    first = {each.receipt_id: each for each in reversed(rejected)}
    found = [rejections.Rejected(id_, one.receipt, one.contract, counts[id_], one.reason) for id_, one in first.items()]
    lines: list[tuple[int, journal.Details]] = [
        (each.contract_id, {"receipt": each.number, "registers": each.registers}) for each in found
    ]
    await journal.note_each(Actor(None, "", now), Event.READINGS_REJECTED, lines)
    await rejections.put(found, now)
