"""Names and addresses of people who took no invitation do not stay."""

from datetime import datetime

from src.domain.inviting import KEPT
from src.storage import invitations
from src.storage.engine import in_batches


async def forget_old(now: datetime, batch: int = 500) -> int:
    """Delete invitations thirty days after their last letter or their end, in short transactions; how many went."""
    return await in_batches(lambda most: invitations.forget(now - KEPT, most), batch)
