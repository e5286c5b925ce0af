"""The form that brings a workbook."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from src.routes.readings.form import key_of
from src.services.readings.uploading import NotTaken, Sent, Why
from src.services.readings.uploads import LARGEST_FILE
from src.web.front import AnyRequest, SignedIn
from src.web.uploads import BodyTooLarge, Crowded, Wanted, file_form

WANTED = Wanted("file", LARGEST_FILE)


@asynccontextmanager
async def coming(request: AnyRequest, person: SignedIn) -> AsyncIterator[Sent]:
    """What the form brings, as long as the block lasts; raises NotTaken without a file, with far too large a one, or
    where too many are on their way."""
    try:
        async with file_form(request, person.user_id, WANTED) as form:
            if form.file is None:
                raise NotTaken(Why.NO_FILE)
            yield Sent(key_of(form.texts.get("key", "")), form.name, form.file)
    except BodyTooLarge as error:
        raise NotTaken(Why.TOO_LARGE) from error
    except Crowded as error:
        raise NotTaken(Why.SENDING if error.own else Why.CROWDED) from error
