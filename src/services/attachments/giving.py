"""Files that were joined, given back to whoever may see what they are joined to."""

from collections.abc import Sequence

from src.domain.access import GuardedContract
from src.domain.attachments import Attachment, Thing
from src.storage import attachments as storage


class NoSuchFile(Exception):
    """The thing has no file of this number."""


async def list_of(contract: GuardedContract, thing: Thing) -> Sequence[Attachment]:
    return await storage.list_of(contract, thing)


async def find(contract: GuardedContract, thing: Thing, attachment_id: int) -> tuple[Attachment, str]:
    """It, and the key under which its bytes are kept. Raises NoSuchFile."""
    found = await storage.find(contract, thing, attachment_id)
    if found is None:
        raise NoSuchFile
    return found
