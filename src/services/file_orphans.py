"""Files that no row knows: a process died between the two, or the storage was silent when one went."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from src.gateways.files.files import Files
from src.storage import attachments, imported_documents, violation_files
from src.storage.appeals import answer_files
from src.storage.readings import photo_links

YOUNG: Final = timedelta(days=2)
"""What is younger may be on its way to a row."""
LOOKED_BACK: Final = timedelta(days=40)
"""Folders of days that are looked through in every round."""
EVERY: Final = timedelta(hours=6)
SHARES: Final = 28
"""Older folders are many: each is looked through in one round of so many, once a week."""


Known = Callable[[Sequence[str]], Awaitable[set[str]]]
"""Which of these keys some row needs."""


KINDS: Final[Mapping[str, Known]] = {
    "photos": photo_links.known_files,
    "attachments": attachments.known_files,
    "answers": answer_files.known_files,
    "documents": imported_documents.known_files,
    "violations": violation_files.known_files,
}
"""The folders of files, and who knows what lies there."""


async def clear_orphans(files: Files, now: datetime) -> int:
    """Delete those of days that are over for good, and folders in which nothing is left; how many files there were."""
    return sum([await _clear(files, now, kind, known) for kind, known in KINDS.items()])


async def _clear(files: Files, now: datetime, kind: str, known: Known) -> int:
    cleared = 0
    for folder in await files.folders(kind):
        if _turn_has_come(folder, now):
            keys = [key async for key in files.keys(folder)]
            if orphans := sorted(set(keys) - await known(keys)):
                await files.delete(orphans)
                cleared += len(orphans)
            if len(orphans) == len(keys):
                await files.drop_empty(folder)
    return cleared


def _turn_has_come(folder: str, now: datetime) -> bool:
    """Folders that are no day are none of the portal's."""
    try:
        day = datetime.strptime(folder.rpartition("/")[2], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return False
    if day > now - YOUNG:
        return False
    return day > now - LOOKED_BACK or (day.toordinal() - now.timestamp() // EVERY.total_seconds()) % SHARES == 0
