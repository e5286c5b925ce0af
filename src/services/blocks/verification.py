"""Meters whose verification has run out or soon will."""

from dataclasses import dataclass
from datetime import date, timedelta

from src.services.blocks.viewer import Viewer
from src.storage.blocks import verification as storage
from src.storage.blocks.verification import MeterDue

SOON = timedelta(days=60)
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Verification:
    """The most urgent meters; `more` when there are others."""

    meters: tuple[MeterDue, ...]
    more: bool
    today: date


async def load(viewer: Viewer) -> Verification:
    found = await storage.meters_due(viewer.user_id, viewer.today + SOON, viewer.now, SHOWN + 1)
    return Verification(tuple(found[:SHOWN]), len(found) > SHOWN, viewer.today)
