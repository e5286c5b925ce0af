"""Readings of billing; and billing's word about those that clients have sent."""

from datetime import datetime
from functools import lru_cache, partial
from typing import NamedTuple

from src.domain.directory import Fault, fault_of_reading
from src.domain.exchange import Reason, refuse_status
from src.domain.periods import Period
from src.domain.statuses import Status
from src.exchange import nouns
from src.exchange.files import Read, Refusal
from src.exchange.rows import ReadingRow
from src.services.exchange.loading import Moment, Prepared, refusal
from src.services.exchange.rejections import note_rejected
from src.storage.changed_readings import mark_changed, owners_of
from src.storage.forms import instant_in, scaled_in
from src.storage.imported_readings import (
    ImportedReading,
    KnownRegister,
    Sent,
    change_sheets,
    registers_of,
    sent_through_portal,
    write_readings,
    write_statuses,
)

_instant = lru_cache(4096)(instant_in)


class _ClientRow(NamedTuple):
    """What a client may have sent: what the row says, and the form in which it is kept if nobody sent it here."""

    row: ReadingRow
    reading: ImportedReading


class ReadingsLoader:
    noun = nouns.READINGS
    table = "reading"

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        registers = await registers_of({row.register for row in read.rows})
        prepared, judge = Prepared(), _Judge(moment)
        row: ReadingRow
        for line, row in zip(read.lines, read.rows, strict=True):
            register = registers.get(row.register)
            value = scaled_in(row.value)
            if fault := judge.fault(row, register, value):
                prepared.refused.append(refusal(line, row, fault))
                continue
            assert register is not None  # noqa: S101 it would be a fault
            as_of = _instant(row.as_of)
            reading = ImportedReading(register.id, as_of, row.source, value, row.status, row.reason, row.deleted)
            prepared.keys.add(row.register)
            if row.source == "client" or row.receipt:
                prepared.later.append((line, _ClientRow(row, reading)))
            else:
                prepared.values[reading[:3]] = reading
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        kept = [*prepared.values.values(), *(client.reading for _, client in prepared.later)]
        owners = await owners_of({reading[0] for reading in kept})
        contracts = {contract for _, contract in owners}
        month = instant_in(Period.containing(moment.now, moment.zone).start(moment.zone))
        # sheets are kept for the periods that end now and next: older readings change sums alone
        recent = any(reading[1] >= month for reading in kept)
        if recent:
            await change_sheets(sorted(contracts), month)
        refused, moved = await _write_client_rows(prepared, moment.now) if prepared.later else ([], [])
        written = await write_readings([ImportedReading(*values) for values in prepared.values.values()])
        changed = [*((sent.register, sent.as_of) for sent in moved), *(reading[:2] for reading in written)]
        await mark_changed(changed, owners, moment.now, moment.zone, directory=recent)
        return refused


class _Judge:
    """Faults of a row; most rows of a file share their instant and words, so those are judged once."""

    def __init__(self, moment: Moment) -> None:
        self._shared = lru_cache(1024)(partial(fault_of_reading, moment.zone))

    def fault(self, row: ReadingRow, register: KnownRegister | None, value: int) -> Fault | None:
        if register is None:
            return "register", Reason.UNKNOWN_PARENT
        if value >= register.limit:
            return "value", Reason.BEYOND_DIGITS
        shared: Fault | None = self._shared(row.as_of, row.source, row.status, bool(row.reason), bool(row.receipt))
        return shared


async def _write_client_rows(prepared: Prepared, now: datetime) -> tuple[list[Refusal], list[Sent]]:
    """Move the statuses of what was sent here, row by row; what came to billing by another way is kept as history.

    What was refused, and what says something else now.
    """
    registers = {client.reading.register for _, client in prepared.later}
    sent = {(s.receipt, s.register, s.as_of, s.source): s for s in await sent_through_portal(registers)}
    places = {(s.register, s.as_of) for s in sent.values() if s.source == "client"}
    refused = []
    for line, client in prepared.later:
        place = client.reading.register, client.reading.as_of
        key = client.row.receipt, *place, client.row.source
        if not client.row.receipt and place not in places:
            prepared.values[client.reading[:3]] = client.reading
        elif fault := _move(client, sent.get(key)):
            refused.append(refusal(line, client.row, fault))
    moved = [each for each in sent.values() if each.moved]
    await write_statuses(moved)
    await note_rejected([each for each in moved if each.rejected], now)
    return refused, moved


def _move(client: _ClientRow, sent: Sent | None) -> Fault | None:
    if not client.row.receipt:
        return "receipt", Reason.RECEIPT_NEEDED
    if sent is None:
        return "receipt", Reason.NO_SUCH_SENDING
    if client.row.deleted:
        return "deleted", Reason.SENT_STAYS
    if sent.value != client.reading.value:
        return "value", Reason.OTHER_VALUE
    if reason := refuse_status(Status(sent.status), Status(client.row.status)):
        return "status", reason
    sent.move(client.row.status, client.row.reason)
    return None
