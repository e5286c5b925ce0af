"""Names and addresses of people who took no invitation do not stay."""

from datetime import datetime

from src.domain.inviting import KEPT
from src.storage import engine, invitations


async def forget_old(now: datetime, batch: int = 500) -> int:
    """Delete invitations thirty days after their last letter or their end, in short transactions; how many went."""
    total = 0
    while True:
        async with engine.transaction():
            gone = await invitations.forget(now - KEPT, batch)
        total += gone
        if gone < batch:
            return total
