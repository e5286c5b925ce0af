"""Files that are joined to what a client sends: taken from a form, and given back as files."""

from urllib.parse import quote

from src.domain.access import GuardedContract
from src.domain.attachments import MEDIA, AttachmentRefused, Fault, Thing
from src.gateways.files.files import FilesDown, FileTooLarge, NoSuchFile
from src.routes.readings.photo_views import darkroom_of
from src.services.access import known_id
from src.services.attachments import giving, joining, keeping
from src.web.front import (
    AnyRequest,
    HTTPException,
    NotFoundException,
    Response,
    SignedIn,
    kit_of,
    refuse_ahead,
    silent,
)
from src.web.uploads import FileForm

LARGEST_BODY = 40 * 2**20
"""More than a file may have: one that is somewhat too large is told so by name."""
STATUS = {Fault.TOO_OFTEN: 429, Fault.SENDING: 429, Fault.CROWDED: 503, Fault.DOWN: 503}
FIELD = "file"


async def join_sent(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, draft: keeping.Draft, form: FileForm
) -> None:
    """The file that came with the form. Raises AttachmentRefused, NotOpen."""
    if form.file is None:
        raise AttachmentRefused(Fault.NONE)
    try:
        await joining.join(person.actor, contract, darkroom_of(request), draft, form.file, form.name)
    except FilesDown as error:
        silent(error)
        raise AttachmentRefused(Fault.DOWN) from error


async def give_joined(
    request: AnyRequest, contract: GuardedContract, thing: Thing, attachment_id: int
) -> Response[bytes]:
    """The contract is guarded for whoever may see the thing."""
    refuse_ahead(request)
    if not known_id(thing.id) or not known_id(attachment_id):
        raise NotFoundException
    try:
        given = await giving.give(contract, kit_of(request).gateways.files, thing, attachment_id)
    except (giving.NoSuchFile, NoSuchFile, FileTooLarge) as error:
        raise NotFoundException from error
    except FilesDown as error:
        silent(error)
        raise HTTPException(status_code=503) from error
    name, kind = given.attachment.name, given.attachment.kind
    disposition = f"attachment; filename=\"file-{attachment_id}.{kind}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": disposition}
    return Response(given.data, media_type=MEDIA[kind], headers=headers)
