"""What the page of photos is made of."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.photos import AT_ONCE, PhotoFault, PhotoRefused
from src.services.access import known_id
from src.services.readings import photos, sheet
from src.services.readings.developing import Darkroom
from src.web.front import AnyRequest, NotFoundException, kit_of
from src.web.queries import address


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
    contract: GuardedContract,
    head: sheet.Head,
    register_id: int,
    said: str = "",
    refusal: PhotoRefused | None = None,
) -> PhotosPage:
    if not known_id(register_id):
        raise NotFoundException
    try:
        shown = await photos.show(contract, head, register_id)
    except photos.NoSuchRegister as error:
        raise NotFoundException from error
    fault, seconds = (refusal.fault, refusal.seconds) if refusal else (None, 0)
    return PhotosPage(contract, head, shown, said, fault, -(-seconds // 60))


def darkroom_of(request: AnyRequest) -> Darkroom:
    gateways = kit_of(request).gateways
    return Darkroom(gateways.workshop, gateways.files)
