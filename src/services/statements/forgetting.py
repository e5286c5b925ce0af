"""Drafts that nobody goes on with are cleared away."""

from datetime import datetime, timedelta
from typing import Final

from src.storage.engine import in_batches
from src.storage.statements import forgetting

DRAFT_KEPT: Final = timedelta(days=90)
"""After its last saving."""
AT_ONCE: Final = 200


async def forget_old(now: datetime) -> None:
    await in_batches(lambda most: forgetting.forget_old(now - DRAFT_KEPT, most), AT_ONCE)
