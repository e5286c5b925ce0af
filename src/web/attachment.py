"""Files for one person: saved under a Russian name, never shown in place of the page, kept by no cache; so many at a
time, for each is in memory while it is sent."""

import logging
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import quote

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Stream

from src.domain import attachments
from src.domain.enclosures import MEDIA
from src.gateways.files.files import FilesDown
from src.web.log import say

PRIVATE: Final = "private, no-store"
OF_ONE: Final = 4
OF_ALL: Final = 24
"""On their way in a process; a slow line holds its place until the last byte."""
_going: Counter[int] = Counter()
_MEDIA: Final[dict[str, str]] = {**{str(kind): media for kind, media in attachments.MEDIA.items()}, **MEDIA}
"""Of what clients join, and of what billing sends."""


async def attachment(person_id: int, pieces: AsyncIterator[bytes], name: str, plain: str, ending: str) -> Response[Any]:
    """Both names are without ending; `plain` is ASCII, for programs that know no other. The first piece is there before
    anything is answered, so that a page can tell what hinders it: raises HTTPException where the storage is silent or
    too many files are on their way, and what the pieces raise."""
    names = f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(f'{name}.{ending}', safe='')}"
    return await _sent(person_id, pieces, _MEDIA[ending], names)


async def picture(person_id: int, pieces: AsyncIterator[bytes], plain: str) -> Response[Any]:
    """A JPEG of ours, to be looked at; else the same."""
    return await _sent(person_id, pieces, "image/jpeg", f'inline; filename="{plain}.jpg"')


async def _sent(person_id: int, pieces: AsyncIterator[bytes], media: str, disposition: str) -> Response[Any]:
    going = _in_turn(person_id, pieces)
    try:
        first = await anext(going)
    except FilesDown as error:
        raise down(error) from error
    headers = {"Content-Disposition": disposition, "Cache-Control": PRIVATE}
    return Stream(_whole(first, going), media_type=media, headers=headers)


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


def silent(error: Exception) -> None:
    """The storage of files does not answer: who runs it hears of it."""
    say("files do not answer", logging.WARNING, why=str(error))


def down(error: Exception) -> HTTPException:
    """What a person is told then."""
    silent(error)
    return HTTPException(status_code=503)
