"""The body of a form with files, taken piece by piece: files go to the disk, short texts are kept, the rest of it is
passed over."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from litestar.exceptions.http_exceptions import ClientException, RequestEntityTooLarge
from multipart import MultipartError, MultipartSegment, PushMultipartParser  # type: ignore[import-untyped]

from src.web.forms import MAX_BODY, MAX_FIELDS
from src.web.kit import AnyRequest

MULTIPART: Final = "multipart/form-data"


class BodyTooLarge(Exception):
    """More than the route takes; the rest was not read."""


@dataclass(frozen=True, slots=True)
class Brought:
    """`file`: where it lies, cut one byte behind what was wanted; None when it was passed over, being one too many or
    more than there was room for. `name`: what its sender calls it."""

    file: Path | None
    name: str


class MultipartBody:
    """`files` that came, `texts` beside them, of which the last of a name wins."""

    def __init__(self, name: str, targets: Sequence[Path], most: int, room: int) -> None:
        """Files of this name are written to the targets: of each `most` bytes and one more, that it has more is then
        seen; of all together as many bytes as there is `room` for."""
        self.files = list[Brought]()
        self.texts = dict[str, str]()
        self._name, self._targets, self._most, self._room = name, iter(targets), most, room
        self._left = 0
        """Bytes that the file may still have."""
        self._words = MAX_BODY
        """Bytes that texts may still have."""
        self._part: MultipartSegment | None = None
        self._out: BinaryIO | None = None
        self._text = bytearray()

    async def read(self, request: AnyRequest) -> None:
        """A plain 400 for a broken body; raises BodyTooLarge past the limit of the route."""
        try:
            await self._read(request)
        except RequestEntityTooLarge as error:
            raise BodyTooLarge from error
        except (MultipartError, ValueError, LookupError) as error:  # wrong bytes, an alphabet that nobody knows
            raise ClientException("данные формы повреждены") from error
        finally:
            await self._shut()

    async def _read(self, request: AnyRequest) -> None:
        parser = PushMultipartParser(request.content_type[1].get("boundary", ""), max_segment_count=MAX_FIELDS)
        async for chunk in request.stream():
            for event in parser.parse(chunk) if not parser.closed else ():
                await self._take(event)

    async def _take(self, event: MultipartSegment | bytes | bytearray | None) -> None:
        if isinstance(event, MultipartSegment):
            await self._begin(event)
        elif event is None:
            await self._end()
        elif self._out:
            await self._write(self._out, bytes(event[: self._left]))
        elif self._part and not self._part.filename:
            self._words -= len(event)
            if self._words < 0:
                raise ClientException("поле формы слишком длинное или повреждено")
            self._text += event

    async def _begin(self, part: MultipartSegment) -> None:
        self._part = part
        self._text.clear()
        if part.filename and part.name == self._name:
            target = next(self._targets, None)
            self.files.append(Brought(target, part.filename))
            self._left = self._most + 1
            self._out = await asyncio.to_thread(target.open, "xb") if target else None

    async def _write(self, out: BinaryIO, piece: bytes) -> None:
        self._left -= len(piece)
        self._room -= len(piece)
        if self._room < 0:
            self.files[-1] = Brought(None, self.files[-1].name)
            await self._shut()
        else:
            await asyncio.to_thread(out.write, piece)

    async def _end(self) -> None:
        await self._shut()
        if self._part and not self._part.filename:
            self.texts[self._part.name or ""] = self._text.decode(self._part.charset or "utf-8")

    async def _shut(self) -> None:
        out, self._out = self._out, None
        if out:
            await asyncio.to_thread(out.close)


async def pass_over(request: AnyRequest) -> None:
    """A body in which no file can be; a plain 413 when it is larger than a form may be."""
    announced, size = request.headers.get("content-length", ""), 0
    if announced.isdigit() and int(announced) > MAX_BODY:
        raise RequestEntityTooLarge
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_BODY:
            raise RequestEntityTooLarge
