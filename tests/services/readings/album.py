"""Anna with a camera at the one register, and the files that are kept."""

from src.gateways.files.opened import open_files
from src.services.readings import photo_adding, photos
from src.services.readings.developing import Darkroom
from src.services.readings.sheet import find_head
from src.storage.engine import rows
from tests.fakes import Bench
from tests.photos import pictures
from tests.services.readings.desk import THIS


class Album:
    """Anna, or another, with the photos of the one register."""

    def __init__(self, desk, folder):
        self.desk, self.folder = desk, folder
        self.files = open_files(desk.settings)
        self.register = desk.cast.metered.register_id
        self.darkroom = Darkroom(Bench(), self.files)

    async def head(self):
        return await find_head(self.desk.contract(), self.desk.settings, self.desk.clock(), THIS)

    async def add(self, data=None, person=None, register=None):
        self.folder.mkdir(exist_ok=True)
        source = pictures.written(self.folder, data or pictures.jpeg(), f"sent-{id(data)}")
        desk, head = self.desk, await self.head()
        place = (self.darkroom, head, register or self.register, source)
        await photo_adding.add(desk.actor(person), desk.contract(person), *place)

    async def photos(self):
        return (await photos.show(self.desk.contract(), await self.head(), self.register)).photos

    async def remove(self, photo):
        return await photos.remove(self.desk.actor(), self.desk.contract(), self.files, self.register, photo.id)

    async def send(self, value, key):
        await self.desk.type(self.register, value)
        return await self.desk.send(key)

    async def kept(self):
        """Keys of all files, and those that a row knows."""
        found = await rows("SELECT file, small FROM photo")
        return {key async for key in self.files.keys("photos")}, {key for row in found for key in row.values()}


def other(number):
    """Another picture for each number."""
    return pictures.jpeg(size=(400 + number, 300))
