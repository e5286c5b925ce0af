"""Photos of a register's meter for a period: the page with the form, adding, taking away."""

from src.domain.access import Action, GuardedContract
from src.domain.photos import LARGEST, PhotoFault, PhotoRefused
from src.gateways.files.files import FilesDown
from src.routes.readings.making import head_of
from src.routes.readings.photo_views import PhotosPage, darkroom_of, page_of
from src.services.readings import photo_adding, photos, sheet
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    post,
    read_fields,
    see_other,
    silent,
)
from src.web.front import contract as guarded
from src.web.queries import id_of, text_in
from src.web.uploads import BodyTooLarge, Crowded, Wanted, file_form

LARGEST_BODY = 40 * 2**20
"""More than a picture may have: one that is somewhat too large is told so by name."""
STATUS = {PhotoFault.TOO_OFTEN: 429, PhotoFault.SENDING: 429, PhotoFault.CROWDED: 503}
WANTED = Wanted("photo", LARGEST)
PATH = "/contracts/{contract_id:int}/readings/photos/{register_id:int}"


@get(PATH, dependencies=guarded(Action.VIEW))
async def show_photos(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    register_id: FromPath[int],
) -> Response[str]:
    head = await head_of(request, contract, person)
    return page(request, "readings/photos.html", await page_of(contract, head, register_id, text_in(request, "said")))


@post(PATH, dependencies=guarded(Action.SUBMIT), request_max_body_size=LARGEST_BODY)
async def add_photo(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    register_id: FromPath[int],
) -> Response[str]:
    """The place is known, and the window open, before the body is read."""
    head = await head_of(request, contract, person)
    it = await page_of(contract, head, register_id)
    said, refusal, status = "", None, 422
    try:
        await _add(request, person, it)
        return see_other(request, it.path(said="added"))
    except PhotoRefused as refused:
        refusal, status = refused, STATUS.get(refused.fault, 422)
    except sheet.WindowShut:
        said = "shut"
    except photos.TakesNone:
        said = "none"
    except FilesDown as error:
        silent(error)
        said, status = "down", 503
    it = await page_of(contract, head, register_id, said, refusal)
    return page(request, "readings/photos.html", it, status=status)


async def _add(request: AnyRequest, person: SignedIn, it: PhotosPage) -> None:
    photo_adding.refuse_shut(it.head, it.shown)
    place = (it.contract, darkroom_of(request), it.head, it.shown.register_id)
    try:
        async with file_form(request, person.user_id, WANTED) as form:
            if form.file is None:
                raise PhotoRefused(PhotoFault.NONE)
            await photo_adding.add(person.actor, *place, form.file)
    except BodyTooLarge as error:
        raise PhotoRefused(PhotoFault.TOO_LARGE) from error
    except Crowded as error:
        raise PhotoRefused(PhotoFault.SENDING if error.own else PhotoFault.CROWDED) from error


@post(PATH + "/remove", dependencies=guarded(Action.SUBMIT))
async def remove_photo(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    register_id: FromPath[int],
) -> Response[str]:
    """A second click finds nothing any more, and says no more than that."""
    it = await page_of(contract, await head_of(request, contract, person), register_id)
    photo_id = id_of((await read_fields(request)).get("photo", ""))
    removed = await photos.remove(person.actor, contract, kit_of(request).gateways.files, register_id, photo_id)
    return see_other(request, it.path(said="removed" if removed else "gone"))


router = Router("/", route_handlers=[show_photos, add_photo, remove_photo])
