"""Files of photos that no row knows: a process died between the two, or the storage was silent when one went."""

from datetime import datetime, timedelta
from typing import Final

from src.gateways.files.files import Files, day_folder
from src.services.readings.developing import KIND
from src.storage.readings.photo_links import known_files

LOOKED_BACK: Final = 40
"""Days through which they are looked for."""


async def clear_orphans(files: Files, now: datetime) -> int:
    """Delete those of days that are over for good; how many there were."""
    cleared = 0
    for days in range(2, LOOKED_BACK):
        keys = [key async for key in files.keys(day_folder(KIND, now - timedelta(days=days)))]
        if orphans := sorted(set(keys) - await known_files(keys)):
            await files.delete(orphans)
            cleared += len(orphans)
    return cleared
