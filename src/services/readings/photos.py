"""Photos of a register's meter for a period: what there is, and what may be done with it."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.photos import AT_ONCE, IN_ALL, LARGEST_KEPT, Photo
from src.domain.sheets import Judged, judge
from src.gateways.files.files import Files, FilesDown
from src.services.readings.sheet import Head
from src.storage import engine, journal
from src.storage.readings import lines
from src.storage.readings import photos as storage


class NoSuchRegister(Exception):
    """A register that this contract has never had."""


class NoSuchPhoto(Exception):
    """The contract has no photo of this number."""


class TakesNone(Exception):
    """The register takes no reading of this period, so that there is nothing a photo could belong to."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`judged` None: the register is not in the sheet of this period any more."""

    register_id: int
    serial: str
    judged: Judged | None
    photos: tuple[Photo, ...]

    @property
    def full(self) -> bool:
        sent = self.judged.line.sent if self.judged and self.adds_to_sent else None
        version = sent.version if sent else 0
        return sum(photo.version == version for photo in self.photos) >= AT_ONCE or len(self.photos) >= IN_ALL

    @property
    def takes(self) -> bool:
        """Whether a photo may be added, as far as the register goes."""
        return self.judged is not None and self.judged.editable

    @property
    def adds_to_sent(self) -> bool:
        """Whether a photo is added to a reading that was sent already."""
        return self.judged is not None and sent_reading(self.judged) is not None


def sent_reading(judged: Judged) -> int | None:
    """The reading in force that was sent here, and that nothing typed is about to replace."""
    sent = judged.line.sent
    return sent.reading_id if sent and sent.receipt_id and judged.in_force and not judged.line.draft else None


async def show(contract: GuardedContract, head: Head, register_id: int) -> Shown:
    """Raises NoSuchRegister."""
    judged = await find_line(contract, head, register_id)
    serials = {} if judged else await lines.serials_of_gone(contract, [register_id])
    if not judged and register_id not in serials:
        raise NoSuchRegister
    serial = judged.line.meter.serial if judged else serials[register_id]
    photos = await storage.list_photos(contract, register_id, head.period, head.zone)
    return Shown(register_id, serial, judged, tuple(photos))


async def find_line(contract: GuardedContract, head: Head, register_id: int) -> Judged | None:
    found = await lines.lines_of_registers(contract, head.period, head.zone, [register_id])
    return judge(found[register_id]) if register_id in found else None


async def read_photo(contract: GuardedContract, files: Files, photo_id: int, *, small: bool) -> bytes:
    """A JPEG; raises NoSuchPhoto, and what the gateway raises."""
    key = await storage.find_file(contract, photo_id, small)
    if key is None:
        raise NoSuchPhoto
    return await files.get(key, LARGEST_KEPT)


async def remove(actor: Actor, contract: GuardedContract, files: Files, register_id: int, photo_id: int) -> bool:
    """Take away a photo that was not sent; False when there is none to take away (any more)."""
    async with engine.transaction():
        keys = await storage.remove(contract, register_id, photo_id)
        if keys:
            await journal.note(actor, Event.PHOTO_REMOVED, contract.id, register=register_id, photo=photo_id)
    await forget_files(files, keys)
    return bool(keys)


async def forget_files(files: Files, keys: list[str]) -> None:
    """No row needs them. What a silent storage keeps of them a job clears away."""
    try:
        await files.delete(keys)
    except FilesDown:
        return
