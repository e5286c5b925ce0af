"""The delivery of a number, written for billing: readings, then lines of other nouns."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

from src.exchange.folders import digest_there
from src.exchange.nouns import FIRST_SENT_READINGS, SENT_READINGS
from src.exchange.rows import FirstSentReadingRow, SentReadingRow
from src.exchange.writing import DeliveryWriter
from src.services.exchange.files_at_hand import FilesAtHand
from src.services.exchange.sent_lines import write_lines
from src.storage import engine, leaving, outgoing


async def write_delivery(folder: Path, number: int, files: FilesAtHand, zone: ZoneInfo) -> None:
    """A noun without lines has no file. What has appeared before we were killed stays as it is: billing may have read
    it, and it would not be the same any more, had a file been lost or a login changed meanwhile.
    What is lost is told all the same."""
    name = f"{number:06}"
    noted = await outgoing.digest_of(number)
    if noted and await asyncio.to_thread(digest_there, folder / name) == noted:
        await files.look_after(await leaving.of_delivery(number))
        return
    with DeliveryWriter(folder, name) as delivery:
        await _write_readings(delivery, number, zone)
        await write_lines(delivery, number, files, zone)
        digest = await asyncio.to_thread(delivery.seal)
        async with engine.transaction():
            await outgoing.note_digest(number, digest)


async def _write_readings(delivery: DeliveryWriter, number: int, zone: ZoneInfo) -> None:
    first = await outgoing.form_of(number) == 1
    for receipt in await outgoing.receipts_of(number):
        table = delivery.table(FIRST_SENT_READINGS if first else SENT_READINGS)
        for reading in await outgoing.readings_of(receipt):
            row = _row(reading, zone)
            table.write(FirstSentReadingRow(*row[:-2], row.deleted) if first else row)


def _row(reading: outgoing.SentReading, zone: ZoneInfo) -> SentReadingRow:
    return SentReadingRow(
        reading.receipt,
        reading.contract,
        reading.register,
        reading.as_of.astimezone(zone),
        reading.value,
        reading.sent_at.astimezone(zone),
        reading.login,
        reading.replaces,
        reading.source,
        deleted=False,
    )
