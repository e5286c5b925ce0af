"""Drafts that nobody goes on with are cleared away."""

from datetime import datetime
from typing import Final

from src.domain.appeals import DRAFT_KEPT
from src.storage import engine
from src.storage.appeals import drafts as storage

AT_ONCE: Final = 100


async def forget_old(now: datetime) -> int:
    """Drafts that nobody has gone on with for long; how many there were."""
    forgotten = 0
    while True:
        async with engine.transaction():
            some = await storage.forget_old(now - DRAFT_KEPT, AT_ONCE)
        forgotten += some
        if some < AT_ONCE:
            return forgotten
