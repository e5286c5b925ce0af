"""A form with a file, read after the guard: at most so many bytes, texts beside it as they come."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException, HTTPException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from src.web.kit import AnyRequest

MULTIPART = "multipart/form-data"


class BodyTooLarge(Exception):
    """More than the route takes; the rest was not read."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """`file` None: none was chosen. It lies in memory up to a megabyte, else in a nameless file of the system, until
    the form is closed."""

    file: UploadFile | None
    texts: dict[str, str]
    close: Callable[[], Awaitable[None]]


async def read_file_form(request: AnyRequest, name: str) -> FileForm:
    """The form with its file of this name; BodyTooLarge past the route's limit, a plain 400 for a broken one."""
    if request.content_type[0] != MULTIPART:
        raise ClientException("форма передана в незнакомом виде")
    try:
        form = await request.form()
    except HTTPException as error:
        if error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE:
            raise BodyTooLarge from error
        raise
    except (ValueError, LookupError) as error:  # wrong bytes, an alphabet that nobody knows
        raise ClientException("данные формы повреждены") from error
    found = form.get(name)
    texts = {key: text for key, text in form.multi_items() if isinstance(text, str)}
    return FileForm(found if isinstance(found, UploadFile) and found.filename else None, texts, form.close)
