"""Drafts that nobody goes on with are cleared away."""

from datetime import datetime
from typing import Final

from src.domain.appeals import DRAFT_KEPT
from src.storage.appeals import drafts as storage
from src.storage.engine import in_batches

AT_ONCE: Final = 100


async def forget_old(now: datetime) -> int:
    """Drafts that nobody has gone on with for long; how many there were."""
    return await in_batches(lambda most: storage.forget_old(now - DRAFT_KEPT, most), AT_ONCE)
