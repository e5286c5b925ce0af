"""The newest acts of violation."""

from dataclasses import dataclass

from src.services.blocks.viewer import Viewer
from src.storage.blocks import violations as storage
from src.storage.blocks.violations import NewestAct

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Newest:
    """`more` when there are others."""

    acts: tuple[NewestAct, ...]
    more: bool


async def load(viewer: Viewer) -> Newest:
    found = await storage.newest_acts(viewer.user_id, viewer.now, SHOWN + 1)
    return Newest(tuple(found[:SHOWN]), len(found) > SHOWN)
