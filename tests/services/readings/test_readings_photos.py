"""Photos of a meter: kept once, bound to what was sent, and never a row without its files."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from src.gateways.files.files import FilesDown, new_key
from src.services.file_orphans import EVERY, SHARES, clear_orphans
from src.services.readings import photos
from src.services.readings.developing import Darkroom
from src.services.readings.sheet import WindowShut
from tests import factories
from tests.factories import MOSCOW
from tests.fakes import Bench
from tests.photos import pictures
from tests.services.readings.album import Album, other
from tests.services.readings.desk import THIS


@pytest.fixture
def album(desk, tmp_path):
    return Album(desk, tmp_path / "brought")


async def test_a_photo_is_kept_with_its_small_one(album):
    await album.add()
    [photo] = await album.photos()
    assert (photo.width, photo.height, photo.small, photo.waits) == (400, 300, (240, 180), True)
    whole = await photos.read_photo(album.desk.contract(), album.files, photo.id, small=False)
    assert len(whole) > len(await photos.read_photo(album.desk.contract(), album.files, photo.id, small=True)) > 500


async def test_a_second_click_keeps_one(album):
    data = pictures.jpeg()
    await asyncio.gather(*(album.add(data) for _ in range(3)))
    await album.add(data)
    assert len(await album.photos()) == 1
    files, known = await album.kept()
    assert files == known


async def test_what_was_sent_keeps_its_photos(album):
    await album.add()
    receipt = await album.send("2450", "form-1")
    [photo] = await album.photos()
    assert (photo.version, photo.receipt) == (1, receipt)
    assert not await album.remove(photo)
    await album.desk.type(album.register, "2460")
    await album.add(other(1))
    corrected = await album.desk.send("form-2")
    told = [(photo.version, photo.receipt) for photo in await album.photos()]
    assert told == [(2, corrected), (1, receipt)]


async def test_a_photo_of_what_was_sent_belongs_to_it(album):
    receipt = await album.send("2450", "form-1")
    await album.add()
    [photo] = await album.photos()
    assert (photo.version, photo.receipt) == (1, receipt)


async def test_a_photo_does_not_hold_up_who_sends(album):
    """What was looked over are readings: a photo that comes meanwhile asks for no second look."""
    await album.desk.type(album.register, "2450")
    before = (await album.head()).counts.version
    await album.add()
    assert (await album.head()).counts.version == before


async def test_what_waits_can_be_taken_away(album):
    await album.add()
    [photo] = await album.photos()
    assert await album.remove(photo)
    assert not await album.remove(photo)
    assert await album.kept() == (set(), set())
    with pytest.raises(photos.NoSuchPhoto):
        await photos.read_photo(album.desk.contract(), album.files, photo.id, small=True)


async def test_nothing_is_added_after_the_window(album):
    album.desk.clock.pass_by(timedelta(days=20))
    with pytest.raises(WindowShut):
        await album.add()


async def test_a_meter_that_takes_no_reading_takes_no_photo(album):
    await factories_refuse(album.desk.cast)
    with pytest.raises(photos.TakesNone):
        await album.add()


async def factories_refuse(cast):
    async with factories.transaction():
        await factories.rows("UPDATE meter SET remote = TRUE WHERE id = {} RETURNING id", cast.metered.meter_id)


async def test_another_contracts_register_is_not_found(album):
    foreign = album.desk.cast.foreign_metered.register_id
    with pytest.raises(photos.TakesNone):
        await album.add(register=foreign)
    with pytest.raises(photos.NoSuchRegister):
        await photos.show(album.desk.contract(), await album.head(), foreign)


async def test_a_silent_storage_leaves_no_row(album):
    class Down:
        async def put(self, key: str, data: bytes) -> None:
            raise FilesDown

    album.darkroom = Darkroom(Bench(), Down())
    with pytest.raises(FilesDown):
        await album.add()
    assert await album.photos() == ()


async def test_killed_between_the_file_and_the_row(album, monkeypatch):
    class Killed(BaseException):
        pass

    async def die(*_):
        raise Killed

    monkeypatch.setattr("src.services.readings.photo_adding._keep", die)
    with suppress(Killed):
        await album.add()
    monkeypatch.undo()
    assert await album.photos() == ()
    assert len((await album.kept())[0]) == 2
    await album.add()  # the person tries again
    assert await clear_orphans(album.files, album.desk.clock()) == 0  # what is young may be on its way to a row
    assert await clear_orphans(album.files, album.desk.clock() + timedelta(days=3)) == 2
    files, known = await album.kept()
    assert (len(files), files) == (2, known)


async def test_orphans_are_looked_for_however_old_they_are(album):
    """The young ones in each round, all others once a week; folders in which nothing is left go too."""
    now = album.desk.clock()
    keys = [new_key("photos", now - timedelta(days=days), "jpg") for days in (2, 39, 50, 500)]
    for key in keys:
        await album.files.put(key, b"x")
    await clear_orphans(album.files, now)
    assert not {*keys[:2]} & (await album.kept())[0]
    later = [await clear_orphans(album.files, now + EVERY * at) for at in range(1, SHARES)]
    assert max(later) <= 1
    assert (await album.kept())[0] == set()
    assert await album.files.folders("photos") == []


async def test_a_folder_that_is_no_day_is_left_alone(album):
    await album.files.put("photos/of-somebody/a.jpg", b"x")
    assert await clear_orphans(album.files, album.desk.clock()) == 0
    assert await album.files.get("photos/of-somebody/a.jpg", 1) == b"x"


async def test_photos_stay_with_the_contract_that_made_them(album):
    """A meter that goes to another customer takes no photo along."""
    await album.add()
    [photo] = await album.photos()
    stranger = photos.GuardedContract(album.desk.cast.foreign.id, "", "", album.desk.cast.dmitry.role, 0)
    with pytest.raises(photos.NoSuchPhoto):
        await photos.read_photo(stranger, album.files, photo.id, small=False)
    assert not await photos.remove(album.desk.actor(), stranger, album.files, album.register, photo.id)


async def test_what_came_to_billing_by_another_way_takes_no_photo_for_good(album):
    """It is nobody's sending: the photo waits, may be taken away, and goes along with the next one."""
    async with factories.transaction():
        await factories.reading(album.register, THIS.end(MOSCOW), 2440, "client", status="accepted", version=0)
    await album.add()
    [photo] = await album.photos()
    assert (photo.waits, await album.remove(photo)) == (True, True)
