"""Photos of a register's meter for a period: the page with the form, adding, taking away."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from litestar.exceptions import HTTPException

from src.domain.access import Action, GuardedContract
from src.domain.photos import AT_ONCE, PhotoFault, PhotoRefused
from src.gateways.files.files import FilesDown
from src.routes.readings.making import head_of
from src.services.access import LARGEST_ID
from src.services.readings import photo_adding, photos, sheet
from src.services.readings.developing import Darkroom
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    post,
    read_fields,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import address, id_of, text_in
from src.web.sent_file import save_sent_file

LARGEST_BODY = 40 * 2**20
"""More than a picture may have: one that is somewhat too large is told so by name."""
PATH = "/contracts/{contract_id:int}/readings/photos/{register_id:int}"


@dataclass(frozen=True, slots=True)
class PhotosPage:
    """`said`: what has just become of a photo, or `shut`, `none` (the register takes no reading), `down` (the storage
    is silent); `fault`: why a picture was not taken, `minutes` until the next may be brought."""

    contract: GuardedContract
    head: sheet.Head
    shown: photos.Shown
    said: str = ""
    fault: PhotoFault | None = None
    minutes: int = 0
    most: int = AT_ONCE

    @property
    def sheet(self) -> str:
        return f"/contracts/{self.contract.id}/readings"

    @property
    def may_submit(self) -> bool:
        return self.contract.may(Action.SUBMIT)

    @property
    def may_add(self) -> bool:
        return self.may_submit and self.head.open and self.shown.takes and not self.shown.full

    def path(self, act: str = "", said: str = "") -> str:
        return address(f"{self.sheet}/photos/{self.shown.register_id}{act}", period=str(self.head.period), said=said)


async def page_of(
    request: AnyRequest,
    contract: GuardedContract,
    head: sheet.Head,
    register_id: int,
    said: str = "",
    refusal: PhotoRefused | None = None,
) -> PhotosPage:
    if not 0 < register_id <= LARGEST_ID:
        raise NotFoundException
    try:
        shown = await photos.show(contract, head, register_id)
    except photos.NoSuchRegister as error:
        raise NotFoundException from error
    fault, seconds = (refusal.fault, refusal.seconds) if refusal else (None, 0)
    return PhotosPage(contract, head, shown, said, fault, -(-seconds // 60))


@get(PATH, dependencies=guarded(Action.VIEW))
async def show_photos(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    register_id: FromPath[int],
) -> Response[str]:
    head = await head_of(request, contract, person)
    return page(
        request, "readings/photos.html", await page_of(request, contract, head, register_id, text_in(request, "said"))
    )


@post(PATH, dependencies=guarded(Action.SUBMIT), request_max_body_size=LARGEST_BODY)
async def add_photo(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    register_id: FromPath[int],
) -> Response[str]:
    """The place is known before the body is read."""
    head = await head_of(request, contract, person)
    it = await page_of(request, contract, head, register_id)
    said, refusal = "", None
    try:
        await _add(request, person, it)
        return see_other(request, it.path(said="added"))
    except PhotoRefused as refused:
        refusal = refused
    except sheet.WindowShut:
        said = "shut"
    except photos.TakesNone:
        said = "none"
    except FilesDown:
        said = "down"
    it = await page_of(request, contract, head, register_id, said, refusal)
    return page(request, "readings/photos.html", it, status=503 if said == "down" else 422)


async def _add(request: AnyRequest, person: SignedIn, it: PhotosPage) -> None:
    gateways = kit_of(request).gateways
    darkroom = Darkroom(gateways.workshop, gateways.files)
    with TemporaryDirectory(prefix="kabinet-") as folder:
        source = Path(folder) / "sent"
        try:
            if not await save_sent_file(request, "photo", source):
                raise PhotoRefused(PhotoFault.NONE)
        except HTTPException as error:
            if error.status_code == 413:
                raise PhotoRefused(PhotoFault.TOO_LARGE) from error
            raise
        await photo_adding.add(person.actor, it.contract, darkroom, it.head, it.shown.register_id, source)


@post(PATH + "/remove", dependencies=guarded(Action.SUBMIT))
async def remove_photo(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    register_id: FromPath[int],
) -> Response[str]:
    """A second click finds nothing any more, and says no more than that."""
    it = await page_of(request, contract, await head_of(request, contract, person), register_id)
    photo_id = id_of((await read_fields(request)).get("photo", ""))
    removed = await photos.remove(person.actor, contract, kit_of(request).gateways.files, register_id, photo_id)
    return see_other(request, it.path(said="removed" if removed else "gone"))


router = Router("/", route_handlers=[show_photos, add_photo, remove_photo])
