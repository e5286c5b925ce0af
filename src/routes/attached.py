"""Files that are joined to what a client sends, taken from a form."""

from src.domain.access import GuardedContract
from src.domain.attachments import AttachmentRefused, Fault
from src.gateways.files.files import FilesDown
from src.routes.readings.photo_views import darkroom_of
from src.services.attachments import joining, keeping
from src.web.front import (
    AnyRequest,
    SignedIn,
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
