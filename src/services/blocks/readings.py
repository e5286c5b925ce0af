"""Open windows, and the contracts whose readings are still missing."""

from dataclasses import dataclass
from datetime import timedelta

from src.services.blocks.viewer import Viewer
from src.storage.blocks import readings as storage
from src.storage.blocks.readings import ReadingsDue

SHOWN = 5
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Due:
    """Contracts to read, the first to close first; `more` when there are others; `urgent` closes within three days."""

    contracts: tuple[ReadingsDue, ...]
    more: bool
    urgent: ReadingsDue | None
    days_left: int
    """Of the urgent one: begun days until its window closes."""


async def load(viewer: Viewer) -> Due:
    found = await storage.readings_due(viewer.user_id, viewer.default_windows(), viewer.now, SHOWN + 1)
    urgent = found[0] if found and found[0].closes_at - viewer.now <= SOON else None
    left = -((viewer.now - urgent.closes_at) // timedelta(days=1)) if urgent else 0
    return Due(tuple(found[:SHOWN]), len(found) > SHOWN, urgent, left)
