"""Anna, or another, who writes to the supplier."""

from itertools import count

from src.domain.access import GuardedContract, Role
from src.domain.drafts import Seen
from src.domain.journal import Actor
from src.gateways.files.opened import open_files
from src.services.appeals import drafts, dropping, sending, sent
from src.services.attachments import joining
from src.services.readings.developing import Darkroom
from src.services.readings.receipt_letter import Office
from tests.fakes import Bench
from tests.papers import documents
from tests.services.readings.desk import LETTERS


class Writing:
    def __init__(self, cast, clock, settings, folder):
        self.cast, self.clock, self.folder, self.settings = cast, clock, folder, settings()
        self.files = open_files(self.settings)
        self.darkroom = Darkroom(Bench(), self.files)
        self.office = Office(self.settings, LETTERS)
        self._numbers = count(1)

    def contract(self, person=None):
        person = person or self.cast.anna
        ours = self.cast.foreign if person is self.cast.dmitry else self.cast.contract
        return GuardedContract(ours.id, ours.key, ours.number, Role(person.role), person.id)

    def actor(self, person=None):
        return Actor((person or self.cast.anna).id, "192.0.2.7", self.clock())

    def typed(self, text="Счёт не сходится", token="t" * 32, version=0, theme="bills", tab="a"):
        return drafts.Typed(token, theme, text, Seen(version, tab))

    async def save(self, typed=None, person=None):
        return await drafts.save(self.actor(person), self.contract(person), typed or self.typed())

    async def send(self, typed=None, person=None):
        return await sending.send(self.actor(person), self.contract(person), self.office, typed or self.typed())

    async def send_new(self, text="Счёт не сходится", person=None):
        return await self.send(self.typed(text, f"{next(self._numbers):032}"), person)

    async def join(self, draft, data=None, name="Акт.pdf", person=None):
        source = self.folder / "brought"
        source.write_bytes(data or documents.pdf())
        place = (self.contract(person), self.darkroom, dropping.joinable(self.contract(person), draft))
        await joining.join(self.actor(person), *place, source, name)

    async def show(self, appeal_id, person=None):
        return await sent.show(self.contract(person), appeal_id)

    async def withdraw(self, appeal_id, person=None):
        await sent.withdraw(self.actor(person), self.contract(person), appeal_id)
