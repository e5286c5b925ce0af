"""Lines of all nouns but readings, and the files that go along, on their way into a delivery."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from src.exchange import nouns, rows, values
from src.exchange.writing import DeliveryWriter
from src.services.exchange.files_at_hand import FilesAtHand
from src.services.exchange.leaving import LEAVERS
from src.storage import leaving


async def write_lines(delivery: DeliveryWriter, number: int, files: FilesAtHand, zone: ZoneInfo) -> None:
    for each in await leaving.of_delivery(number):
        noun = LEAVERS[each.noun].noun
        delivery.table(noun).write(_told(noun, each.line, zone))
        await _write_files(delivery, each, files)


def _told(noun: nouns.Noun, line: Sequence[str], zone: ZoneInfo) -> list[object]:
    """Instants by the supplier's clock."""
    return [
        datetime.fromisoformat(text).astimezone(zone) if reader is values.instant and text else text
        for reader, text in zip(noun.readers, line, strict=True)
    ]


async def _write_files(delivery: DeliveryWriter, each: leaving.Leaving, files: FilesAtHand) -> None:
    """Under names of the portal's own; what their senders call them stands in the file of files."""
    for place, file in enumerate(each.files, 1):
        data = await files.bytes_of(file)
        if data is not None:
            name = f"{each.noun}-{each.id}-{place}.{file.key.rpartition('.')[2]}"
            await asyncio.to_thread(delivery.file, name, data)
            delivery.table(nouns.FILES).write(rows.FileRow(name, each.noun, each.line[0], file.name, deleted=False))
