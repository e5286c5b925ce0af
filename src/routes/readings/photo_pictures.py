"""The photos themselves: a JPEG that the portal made, for the members of its contract alone."""

from src.domain.access import Action, GuardedContract
from src.gateways.files.files import FilesDown, FileTooLarge, NoSuchFile
from src.services.access import known_id
from src.services.readings import photos
from src.web.attachment import PRIVATE, down
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

HEADERS = {"Cache-Control": PRIVATE}


async def picture(request: AnyRequest, contract: GuardedContract, photo_id: int, *, small: bool) -> Response[bytes]:
    if not known_id(photo_id):
        raise NotFoundException
    try:
        data = await photos.read_photo(contract, kit_of(request).gateways.files, photo_id, small=small)
    except (photos.NoSuchPhoto, NoSuchFile, FileTooLarge) as error:
        raise NotFoundException from error
    except FilesDown as error:
        raise down(error) from error
    disposition = f'inline; filename="meter-{contract.id}-{photo_id}.jpg"'
    return Response(data, media_type="image/jpeg", headers={**HEADERS, "Content-Disposition": disposition})


@get("/contracts/{contract_id:int}/photos/{photo_id:int}", dependencies=guarded(Action.VIEW))
async def show_picture(
    request: AnyRequest, contract: NamedDependency[GuardedContract], photo_id: FromPath[int]
) -> Response[bytes]:
    return await picture(request, contract, photo_id, small=False)


@get("/contracts/{contract_id:int}/photos/{photo_id:int}/small", dependencies=guarded(Action.VIEW))
async def show_small_picture(
    request: AnyRequest, contract: NamedDependency[GuardedContract], photo_id: FromPath[int]
) -> Response[bytes]:
    return await picture(request, contract, photo_id, small=True)


router = Router("/", route_handlers=[show_picture, show_small_picture])
