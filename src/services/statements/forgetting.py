"""Drafts that nobody goes on with are cleared away."""

from datetime import datetime, timedelta
from typing import Final

from src.storage.engine import transaction
from src.storage.statements import forgetting

DRAFT_KEPT: Final = timedelta(days=90)
"""After its last saving."""
AT_ONCE: Final = 200


async def forget_old(now: datetime) -> None:
    """A few at a time, so that nobody who saves waits."""
    more = True
    while more:
        async with transaction():
            more = await forgetting.forget_old(now - DRAFT_KEPT, AT_ONCE) == AT_ONCE
