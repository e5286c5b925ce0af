"""The form that brings a workbook."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from src.routes.readings.form import key_of
from src.services.readings.uploading import NotTaken, Sent, Why
from src.web.front import AnyRequest
from src.web.uploads import BodyTooLarge, read_file_form

FILE = "file"


@asynccontextmanager
async def coming(request: AnyRequest) -> AsyncIterator[Sent]:
    """What the form brings, as long as the block lasts; raises NotTaken without a file, or with far too large a one."""
    try:
        form = await read_file_form(request, FILE)
    except BodyTooLarge as error:
        raise NotTaken(Why.TOO_LARGE) from error
    try:
        if form.file is None:
            raise NotTaken(Why.NO_FILE)
        yield Sent(key_of(form.texts.get("key", "")), form.file.filename, form.file)
    finally:
        await form.close()
