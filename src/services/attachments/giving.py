"""Files that were joined, given back to whoever may see what they are joined to."""

from collections.abc import Sequence
from typing import NamedTuple

from src.domain.access import GuardedContract
from src.domain.attachments import LARGEST, Attachment, Thing
from src.gateways.files.files import Files
from src.storage import attachments as storage


class NoSuchFile(Exception):
    """The thing has no file of this number."""


class Given(NamedTuple):
    attachment: Attachment
    data: bytes


async def list_of(contract: GuardedContract, thing: Thing) -> Sequence[Attachment]:
    return await storage.list_of(contract, thing)


async def give(contract: GuardedContract, files: Files, thing: Thing, attachment_id: int) -> Given:
    """Raises NoSuchFile, and what the gateway raises."""
    found = await storage.find(contract, thing, attachment_id)
    if found is None:
        raise NoSuchFile
    attachment, key = found
    return Given(attachment, await files.get(key, LARGEST))
