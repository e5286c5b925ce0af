"""The body of a form with a file, taken piece by piece: one file goes to the disk, short texts are kept, the rest of it
is passed over."""

import asyncio
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from litestar.exceptions.http_exceptions import ClientException, RequestEntityTooLarge
from multipart import MultipartError, MultipartSegment, PushMultipartParser  # type: ignore[import-untyped]

from src.web.forms import MAX_BODY, MAX_FIELDS
from src.web.kit import AnyRequest

MULTIPART: Final = "multipart/form-data"


class BodyTooLarge(Exception):
    """More than the route takes; the rest was not read."""


class MultipartBody:
    """`sent`: what the sender calls the file, '' when none came; `texts`: fields beside it, the last of a name wins."""

    def __init__(self, name: str, target: Path, most: int) -> None:
        """Of the file of this name `most` bytes and one more are written to `target`: that it has more is then seen."""
        self.sent = ""
        self.texts = dict[str, str]()
        self._name, self._target, self._left = name, target, most + 1
        self._room = MAX_BODY
        """Bytes that texts may still have."""
        self._part: MultipartSegment | None = None
        self._file: MultipartSegment | None = None
        self._text = bytearray()

    async def read(self, request: AnyRequest) -> None:
        """A plain 400 for a broken body; raises BodyTooLarge past the limit of the route."""
        try:
            with closing(await asyncio.to_thread(self._target.open, "xb")) as out:
                await self._read(request, out)
        except RequestEntityTooLarge as error:
            raise BodyTooLarge from error
        except (MultipartError, ValueError, LookupError) as error:  # wrong bytes, an alphabet that nobody knows
            raise ClientException("данные формы повреждены") from error

    async def _read(self, request: AnyRequest, out: BinaryIO) -> None:
        parser = PushMultipartParser(request.content_type[1].get("boundary", ""), max_segment_count=MAX_FIELDS)
        async for chunk in request.stream():
            for event in parser.parse(chunk) if not parser.closed else ():
                await self._take(event, out)

    async def _take(self, event: MultipartSegment | bytes | bytearray | None, out: BinaryIO) -> None:
        if isinstance(event, MultipartSegment):
            self._begin(event)
        elif event is None:
            self._end()
        elif self._part is self._file:
            piece, self._left = bytes(event[: self._left]), max(0, self._left - len(event))
            await asyncio.to_thread(out.write, piece)
        elif self._part and not self._part.filename:
            self._room -= len(event)
            if self._room < 0:
                raise ClientException("поле формы слишком длинное или повреждено")
            self._text += event

    def _begin(self, part: MultipartSegment) -> None:
        self._part = part
        self._text.clear()
        if part.filename and part.name == self._name and not self._file:
            self._file, self.sent = part, part.filename

    def _end(self) -> None:
        if self._part and not self._part.filename:
            self.texts[self._part.name or ""] = self._text.decode(self._part.charset or "utf-8")


async def pass_over(request: AnyRequest) -> None:
    """A body in which no file can be; a plain 413 when it is larger than a form may be."""
    announced, size = request.headers.get("content-length", ""), 0
    if announced.isdigit() and int(announced) > MAX_BODY:
        raise RequestEntityTooLarge
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_BODY:
            raise RequestEntityTooLarge
