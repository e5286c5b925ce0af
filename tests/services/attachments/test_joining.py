"""Files are joined to what is not sent yet, once each, and never left lying about."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.access import GuardedContract
from src.domain.attachments import FREE_FAILURES, LARGEST, MOST, AttachmentRefused, Fault, Thing
from src.domain.journal import Actor
from src.gateways.files.files import FilesDown
from src.gateways.files.opened import open_files
from src.services.attachments import giving, joining, keeping
from src.services.file_orphans import clear_orphans
from src.services.readings.developing import Darkroom
from src.storage.engine import rows
from tests.fakes import Bench
from tests.papers import documents
from tests.photos import pictures
from tests.services.people import events

THING = Thing("test_draft", 7)


class Table:
    """Anna at a thing that is open until `shut`."""

    def __init__(self, cast, clock, settings, folder):
        self.cast, self.clock, self.folder, self.shut = cast, clock, folder, False
        self.files = open_files(settings())
        self.darkroom = Darkroom(Bench(), self.files)
        self.brought = 0

    def contract(self, person=None):
        person = person or self.cast.anna
        ours = self.cast.contract if person is not self.cast.dmitry else self.cast.foreign
        return GuardedContract(ours.id, ours.key, ours.number, person.role, person.id)

    def actor(self):
        return Actor(self.cast.anna.id, "192.0.2.7", self.clock())

    async def _open(self):
        await rows("SELECT id FROM contract WHERE id = {} FOR UPDATE", self.cast.contract.id)
        return not self.shut

    async def join(self, data, name="Акт.pdf", thing=THING):
        self.brought += 1
        source = self.folder / f"brought-{self.brought}"
        source.write_bytes(data)
        draft = keeping.Draft(thing, self._open)
        await joining.join(self.actor(), self.contract(), self.darkroom, draft, source, name)

    async def take_away(self, number):
        draft = keeping.Draft(THING, self._open)
        return await joining.take_away(self.actor(), self.contract(), self.darkroom, draft, number)

    async def list(self):
        return list(await giving.list_of(self.contract(), THING))

    async def given(self, id_):
        _, key = await giving.find(self.contract(), THING, id_)
        return await self.files.get(key, LARGEST)

    async def kept(self):
        known = {row["file"] for row in await rows("SELECT file FROM attachment")}
        return {key async for key in self.files.keys("attachments")}, known


@pytest.fixture
def table(cast, clock, settings, tmp_path):
    return Table(cast, clock, settings, tmp_path)


def numbered(number):
    return documents.pdf(b"/N %d" % number)


async def test_a_document_is_kept_as_it_is_and_given_back(table):
    await table.join(documents.pdf(), "Акт сверки.pdf")
    [file] = await table.list()
    assert (file.name, file.kind, file.who) == ("Акт сверки.pdf", "pdf", "Иванова Анна")
    given = await table.given(file.id)
    assert given == documents.pdf()
    files, known = await table.kept()
    assert (len(files), files) == (1, known)


@pytest.mark.parametrize("made", [pictures.jpeg, pictures.heic])
async def test_a_picture_is_made_anew_without_the_place(table, made):
    await table.join(made(), "IMG_1.HEIC")
    [file] = await table.list()
    given = await table.given(file.id)
    assert file.name == "IMG_1.jpg"
    assert given[:3] == b"\xff\xd8\xff"
    assert not [word for word in (b"Exif", b"GPS", pictures.MAKER.encode()) if word in given]


async def test_the_same_file_again_is_the_same_one(table):
    await asyncio.gather(*(table.join(documents.pdf(), f"{at}.pdf") for at in range(3)))
    assert len(await table.list()) == 1
    files, known = await table.kept()
    assert files == known
    await table.join(documents.pdf(), thing=Thing("test_draft", 8))
    assert len((await table.kept())[1]) == 2


async def test_the_eleventh_is_refused_however_they_come(table):
    for at in range(MOST - 2):
        await table.join(numbered(at))
    last = (table.join(numbered(at)) for at in range(MOST - 2, MOST + 2))
    outcomes = await asyncio.gather(*last, return_exceptions=True)
    assert [each.fault for each in outcomes if each] == [Fault.TOO_MANY] * 2
    assert len(await table.list()) == MOST
    files, known = await table.kept()
    assert files == known


async def test_all_together_have_a_limit(table, monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST_ALL", 2 * len(numbered(1)))
    await table.join(numbered(1))
    await table.join(numbered(2))
    with pytest.raises(AttachmentRefused) as refusal:
        await table.join(numbered(3))
    assert refusal.value.fault is Fault.ALL_TOO_LARGE
    files, known = await table.kept()
    assert (len(files), files) == (2, known)


async def test_nothing_is_joined_or_taken_away_once_it_is_sent(table):
    await table.join(numbered(1))
    [file] = await table.list()
    table.shut = True
    with pytest.raises(keeping.NotOpen):
        await table.join(numbered(2))
    with pytest.raises(keeping.NotOpen):
        await table.take_away(file.id)
    files, known = await table.kept()
    assert (len(files), files) == (1, known)


async def test_one_is_taken_away_once(table):
    await table.join(numbered(1))
    [file] = await table.list()
    assert [await table.take_away(file.id), await table.take_away(file.id)] == [True, False]
    assert await table.kept() == (set(), set())
    assert await events() == ["file_joined", "file_taken_away"]


async def test_who_brings_bad_ones_again_and_again_waits(table, clock):
    for _ in range(FREE_FAILURES + 1):
        with pytest.raises(AttachmentRefused):
            await table.join(b"MZ")
    with pytest.raises(AttachmentRefused) as refusal:
        await table.join(numbered(1))
    assert refusal.value.fault is Fault.TOO_OFTEN
    assert refusal.value.seconds > 0


async def test_a_person_brings_so_many_an_hour(table, clock, monkeypatch):
    monkeypatch.setattr(joining, "FILES", joining.FILES._replace(an_hour=2))
    for at in range(2):
        await table.join(numbered(at))
        await table.take_away((await table.list())[0].id)
    with pytest.raises(AttachmentRefused) as refusal:
        await table.join(numbered(3))
    assert refusal.value.fault is Fault.TOO_OFTEN
    clock.pass_by(timedelta(hours=1))
    await table.join(numbered(3))


async def test_a_person_brings_so_many_bytes_a_day(table, clock, monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST_IN_A_DAY", 2 * len(numbered(1)))
    for at in (1, 2):
        await table.join(numbered(at), thing=Thing("test_draft", at))
    with pytest.raises(AttachmentRefused) as refusal:
        await table.join(numbered(3))
    assert refusal.value.fault is Fault.TOO_LARGE_A_DAY
    clock.pass_by(timedelta(days=1))
    await table.join(numbered(3))
    files, known = await table.kept()
    assert (len(files), files) == (3, known)


async def test_a_silent_storage_is_nobodys_fault(table, monkeypatch):
    async def down(*_):
        raise FilesDown("away")

    with monkeypatch.context() as patched:
        patched.setattr(table.files, "put", down, raising=False)
        with pytest.raises(FilesDown):
            await table.join(numbered(1))
    assert await table.list() == []
    await table.join(numbered(1))
    assert len(await table.list()) == 1


async def test_nobody_finds_a_file_by_its_number_alone(table, cast):
    await table.join(numbered(1))
    [file] = await table.list()
    theirs, ours = table.contract(cast.dmitry), table.contract()
    for contract, thing in ((theirs, THING), (ours, Thing("test_draft", 8)), (ours, Thing("x", 7))):
        with pytest.raises(giving.NoSuchFile):
            await giving.find(contract, thing, file.id)


async def test_files_without_a_row_are_cleared_away(table, clock):
    await table.join(numbered(1))
    await table.files.put("attachments/2026-11-24/" + "a" * 32 + ".pdf", b"x")
    assert await clear_orphans(table.files, clock() + timedelta(days=3)) == 1
    files, known = await table.kept()
    assert files == known
