"""A file that came with a form: it goes to the disk as it comes, and never to memory whole."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from litestar.datastructures import UploadFile
from litestar.exceptions.http_exceptions import ClientException, RequestEntityTooLarge

from src.web.forms import MAX_BODY
from src.web.kit import AnyRequest

MULTIPART = "multipart/form-data"


class SentTooMuch(Exception):
    """The file is larger than anything that the route takes; its rest was not read."""


@asynccontextmanager
async def sent_file(request: AnyRequest, name: str) -> AsyncIterator[Path | None]:
    """Where the file of this field lies as long as the block lasts; None when none was chosen. How large a form with
    a file may be the route says, else SentTooMuch; a form without any is as small as others; a broken one is a plain
    400 page."""
    with TemporaryDirectory(prefix="kabinet-") as folder:
        target = Path(folder) / "sent"
        yield target if await _save(request, name, target) else None


async def _save(request: AnyRequest, name: str, target: Path) -> bool:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != MULTIPART:
        await _pass_over(request)
        return False
    try:
        form = await request.form()
    except RequestEntityTooLarge as error:
        raise SentTooMuch from error
    except (ValueError, LookupError) as error:  # wrong bytes, an alphabet that nobody knows
        raise ClientException("данные формы повреждены") from error
    files = [value for value in form.dict().values() for value in _list(value) if isinstance(value, UploadFile)]
    try:
        sent = form.get(name)
        if not isinstance(sent, UploadFile) or not sent.filename:
            return False
        await asyncio.to_thread(_write, sent, target)
        return True
    finally:
        for file in files:
            await file.close()


async def _pass_over(request: AnyRequest) -> None:
    """A body in which no file can be; a plain 413 when it is larger than a form may be."""
    announced, size = request.headers.get("content-length", ""), 0
    if announced.isdigit() and int(announced) > MAX_BODY:
        raise RequestEntityTooLarge
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_BODY:
            raise RequestEntityTooLarge


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _write(sent: UploadFile, target: Path) -> None:
    sent.file.seek(0)
    with target.open("xb") as out:
        shutil.copyfileobj(sent.file, out)
