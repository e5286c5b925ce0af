"""A file for one person: it is saved under a Russian name, never shown in the page's place, and kept by no cache."""

import logging
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import quote

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Stream

from src.web.log import say

PRIVATE: Final = "private, no-store"


def attachment(content: bytes | AsyncIterator[bytes], media: str, name: str, plain: str) -> Response[Any]:
    """Both names are with ending; `plain` is ASCII, for programs that know no other. Pieces are sent as they come."""
    headers = {"Content-Disposition": _disposition(name, plain), "Cache-Control": PRIVATE}
    if isinstance(content, bytes):
        return Response(content, media_type=media, headers=headers)
    return Stream(content, media_type=media, headers=headers)


def _disposition(name: str, plain: str) -> str:
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def silent(error: Exception) -> None:
    """The storage of files does not answer: who runs it hears of it."""
    say("files do not answer", logging.WARNING, why=str(error))


def down(error: Exception) -> HTTPException:
    """What a person is told then."""
    silent(error)
    return HTTPException(status_code=503)
