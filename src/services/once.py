"""Things that serve once, and the second click on its way while the first one is still being answered."""

import hashlib
from datetime import datetime

from src.storage import throttle
from src.storage.engine import transaction

REPEATS = 3
"""So many more clicks are answered as the first."""


async def use(name: str, until: datetime, bound: str = "") -> bool:
    """Use up the thing of this name; False when it was used before. It is remembered until `until`.

    With `bound` the same click, and no other, may come again.
    """
    async with transaction():
        if not await throttle.spend(_key(name), until):
            return False
        if bound:
            await throttle.spend(_key(name, bound), until)
        return True


async def again(name: str, bound: str, now: datetime) -> bool:
    """Whether this is a second click: the thing was used up with the same `bound`, and at most three came since."""
    async with transaction():
        until = await throttle.spent_until(_key(name, bound))
        if until is None or until <= now:
            return False
        for number in range(REPEATS):
            if await throttle.spend(_key(name, bound, str(number)), until):
                return True
    return False


async def was_used(name: str, now: datetime) -> bool:
    """Whether the thing of this name is used up and still remembered."""
    until = await throttle.spent_until(_key(name))
    return until is not None and now < until


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
