"""The delivery of a number, written for billing."""

from pathlib import Path
from zoneinfo import ZoneInfo

from src.exchange.nouns import FIRST_SENT_READINGS, SENT_READINGS
from src.exchange.rows import FirstSentReadingRow, SentReadingRow
from src.exchange.writing import DeliveryWriter
from src.storage import outgoing


async def write_sent(folder: Path, number: int, zone: ZoneInfo) -> None:
    """From the base alone: asked again, it says the same."""
    first = await outgoing.form_of(number) == 1
    with DeliveryWriter(folder, f"{number:06}") as delivery:
        table = delivery.table(FIRST_SENT_READINGS if first else SENT_READINGS)
        for receipt in await outgoing.receipts_of(number):
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
