"""The delivery of a number, written for billing: readings, then lines of other nouns."""

from pathlib import Path
from zoneinfo import ZoneInfo

from src.exchange.nouns import FIRST_SENT_READINGS, SENT_READINGS
from src.exchange.rows import FirstSentReadingRow, SentReadingRow
from src.exchange.writing import DeliveryWriter
from src.services.exchange.files_at_hand import FilesAtHand
from src.services.exchange.sent_lines import write_lines
from src.storage import outgoing


async def write_delivery(folder: Path, number: int, files: FilesAtHand, zone: ZoneInfo) -> None:
    """From what was packed alone: asked again, it says the same. A noun without lines has no file."""
    with DeliveryWriter(folder, f"{number:06}") as delivery:
        await _write_readings(delivery, number, zone)
        await write_lines(delivery, number, files, zone)


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
