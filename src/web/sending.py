"""Large files on their way out: so many of one person and of all at a time, for each is in memory while it is sent."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

from litestar.exceptions import HTTPException

OF_ONE: Final = 4
OF_ALL: Final = 24
"""In a process; a slow line holds its place until the last byte."""
PIECE: Final = 256 * 1024
_going: Counter[int] = Counter()


async def sent(person_id: int, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces, once the first of them is there: whatever hinders it is raised before anything is answered. Raises
    HTTPException where too many are on their way."""
    going = _in_turn(person_id, pieces)
    return _whole(await anext(going), going)


async def cut(data: bytes) -> AsyncIterator[bytes]:
    """A file in pieces."""
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]


async def _in_turn(person_id: int, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    if _going[person_id] >= OF_ONE or _going.total() >= OF_ALL:
        raise HTTPException(status_code=429 if _going[person_id] >= OF_ONE else 503, headers={"Retry-After": "30"})
    _going[person_id] += 1
    try:
        async for piece in pieces:
            yield piece
    finally:
        _going[person_id] -= 1
        if not _going[person_id]:
            del _going[person_id]


async def _whole(first: bytes, going: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in going:
        yield piece
