"""Joined files, and those of answers, given back as files."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from src.domain.access import GuardedContract
from src.domain.attachments import MEDIA, Thing
from src.gateways.files.files import FilesDown, FileTooLarge, NoSuchFile
from src.services.access import known_id
from src.services.attachments import giving
from src.web.attachment import PRIVATE
from src.web.front import AnyRequest, HTTPException, NotFoundException, Response, kit_of, refuse_ahead, silent


async def give_joined(
    request: AnyRequest, contract: GuardedContract, thing: Thing, attachment_id: int
) -> Response[bytes]:
    """The contract is guarded for whoever may see the thing."""
    if not known_id(thing.id) or not known_id(attachment_id):
        raise NotFoundException
    with giving_files(request):
        given = await giving.give(contract, kit_of(request).gateways.files, thing, attachment_id)
    name, kind = given.attachment.name, given.attachment.kind
    return file_answer(given.data, name, f"file-{attachment_id}.{kind}", MEDIA[kind])


@contextmanager
def giving_files(request: AnyRequest) -> Iterator[None]:
    """For a click alone; what is not there is a 404, a silent storage a 503."""
    refuse_ahead(request)
    try:
        yield
    except (giving.NoSuchFile, NoSuchFile, FileTooLarge) as error:
        raise NotFoundException from error
    except FilesDown as error:
        silent(error)
        raise HTTPException(status_code=503) from error


def file_answer(data: bytes, name: str, plain: str, media: str) -> Response[bytes]:
    """Never shown in place of a page; `plain` is the name for programs that know ASCII alone."""
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media, headers={"Cache-Control": PRIVATE, "Content-Disposition": disposition})
