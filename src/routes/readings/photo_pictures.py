"""The photos themselves: a JPEG that the portal made, for the members of its contract alone."""

from collections.abc import AsyncIterator
from typing import Any

from src.domain.access import Action, GuardedContract
from src.gateways.files.files import FilesDown, FileTooLarge, NoSuchFile
from src.services.access import known_id
from src.services.readings import photos
from src.web.attachment import PRIVATE, down, picture
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    get,
    kit_of,
)
from src.web.front import contract as guarded

PIECE = 256 * 1024


async def _read(request: AnyRequest, contract: GuardedContract, photo_id: int, *, small: bool) -> AsyncIterator[bytes]:
    """In pieces; a 404 where there is none."""
    if not known_id(photo_id):
        raise NotFoundException
    try:
        data = await photos.read_photo(contract, kit_of(request).gateways.files, photo_id, small=small)
    except (photos.NoSuchPhoto, NoSuchFile, FileTooLarge) as error:
        raise NotFoundException from error
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]


@get("/contracts/{contract_id:int}/photos/{photo_id:int}", dependencies=guarded(Action.VIEW))
async def show_picture(
    request: AnyRequest, contract: NamedDependency[GuardedContract], photo_id: FromPath[int]
) -> Response[Any]:
    """So many at a time: each is in memory while it is sent."""
    pieces = _read(request, contract, photo_id, small=False)
    return await picture(contract.user_id, pieces, f"meter-{contract.id}-{photo_id}")


@get("/contracts/{contract_id:int}/photos/{photo_id:int}/small", dependencies=guarded(Action.VIEW))
async def show_small_picture(
    request: AnyRequest, contract: NamedDependency[GuardedContract], photo_id: FromPath[int]
) -> Response[bytes]:
    """A page shows twenty of them, each of some kilobytes."""
    try:
        data = b"".join([piece async for piece in _read(request, contract, photo_id, small=True)])
    except FilesDown as error:
        raise down(error) from error
    disposition = f'inline; filename="meter-{contract.id}-{photo_id}.jpg"'
    headers = {"Cache-Control": PRIVATE, "Content-Disposition": disposition}
    return Response(data, media_type="image/jpeg", headers=headers)


router = Router("/", route_handlers=[show_picture, show_small_picture])
