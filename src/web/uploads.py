"""A form with files, read after the guard: they go to the disk as they come, and never to memory whole."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from litestar.exceptions import HTTPException

from src.gateways.kept import KeptFiles
from src.web.kit import AnyRequest, kit_of
from src.web.multipart_body import MULTIPART, BodyTooLarge, Brought, MultipartBody, pass_over

__all__ = ["BodyTooLarge", "Brought", "Crowded", "FileForm", "Wanted", "file_form", "refuse_crowded"]

OF_ONE: Final = 3
"""Forms with a file that one person may have under way in a process; more are no work of hands."""
OF_ALL: Final = 24
"""Of all people in a process: so many files of the largest size may lie on the disk, and no more."""
_coming: Counter[int] = Counter()


class Crowded(Exception):
    """Too many such forms are under way; nothing of this one was read. `own`: they are this very person's."""

    def __init__(self, own: bool) -> None:
        super().__init__(own)
        self.own = own


class Wanted(NamedTuple):
    """Files of the field `name`: `most` bytes of each, so `many`, of all together as many bytes as there is `room`."""

    name: str
    most: int
    many: int = 1
    room: int = 2**31


@dataclass(frozen=True, slots=True)
class FileForm:
    """Its files lie on the disk as long as the block lasts."""

    files: Sequence[Brought]
    texts: Mapping[str, str]

    @property
    def file(self) -> Path | None:
        """The first of them, None when none was chosen."""
        return self.files[0].file if self.files else None

    @property
    def name(self) -> str:
        """What its sender calls that one."""
        return self.files[0].name if self.files else ""


@asynccontextmanager
async def file_form(request: AnyRequest, person_id: int, wanted: Wanted) -> AsyncIterator[FileForm]:
    """The form with its files.

    Raises Crowded before anything is read, BodyTooLarge past the route's limit; a form without any file is as small as
    others, else a plain 413; a broken one is a plain 400.
    """
    with _turn(person_id):
        if request.content_type[0] != MULTIPART:
            await pass_over(request)
            yield FileForm((), {})
            return
        incoming = KeptFiles.incoming(kit_of(request).settings.data_dir)
        async with AsyncExitStack() as places:
            targets = [await places.enter_async_context(incoming.place()) for _ in range(wanted.many)]
            body = MultipartBody(wanted.name, targets, wanted.most, wanted.room)
            await body.read(request)
            yield FileForm(body.files, body.texts)


@contextmanager
def refuse_crowded() -> Iterator[None]:
    """A plain page: nothing of the form was read, whoever goes back finds it as it was, and may send it again."""
    try:
        yield
    except BodyTooLarge as error:
        raise HTTPException(status_code=413) from error
    except Crowded as error:
        raise HTTPException(status_code=429 if error.own else 503, headers={"Retry-After": "10"}) from error


@contextmanager
def _turn(person_id: int) -> Iterator[None]:
    if _coming[person_id] >= OF_ONE or _coming.total() >= OF_ALL:
        raise Crowded(own=_coming[person_id] >= OF_ONE)
    _coming[person_id] += 1
    try:
        yield
    finally:
        _coming[person_id] -= 1
        if not _coming[person_id]:
            del _coming[person_id]
