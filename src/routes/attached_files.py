"""Joined files, and those of answers, given back as files."""

from collections.abc import AsyncIterator
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.attachments import LARGEST, Thing
from src.gateways.files.files import Files, FileTooLarge, NoSuchFile
from src.services.access import known_id
from src.services.attachments import giving
from src.web.front import AnyRequest, NotFoundException, Response, attachment, kit_of, refuse_ahead

PIECE: Final = 256 * 1024


async def give_joined(
    request: AnyRequest, contract: GuardedContract, thing: Thing, attachment_id: int
) -> Response[Any]:
    """The contract is guarded for whoever may see the thing."""
    if not known_id(thing.id) or not known_id(attachment_id):
        raise NotFoundException
    try:
        found, key = await giving.find(contract, thing, attachment_id)
    except giving.NoSuchFile as error:
        raise NotFoundException from error
    return await give_kept(request, contract, key, LARGEST, found.name, f"file-{attachment_id}")


async def give_kept(
    request: AnyRequest, contract: GuardedContract, key: str, most: int, name: str, plain: str
) -> Response[Any]:
    """For a click alone, and so many at a time; what is not there is a 404. `name` has its ending, `plain` has none."""
    refuse_ahead(request)
    stem, _, ending = name.rpartition(".")
    try:
        pieces = _pieces(kit_of(request).gateways.files, key, most)
        return await attachment(contract.user_id, pieces, stem, plain, ending.lower())
    except (NoSuchFile, FileTooLarge) as error:
        raise NotFoundException from error


async def _pieces(files: Files, key: str, most: int) -> AsyncIterator[bytes]:
    data = await files.get(key, most)
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
