"""A meter that came on the ninth of November in the place of the cast's, and people who say what it showed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from src.domain.cells import Cell
from src.domain.sheets import Kind, Wanted
from src.services.readings import openings
from src.services.readings.consumption import Wanted as Registers
from src.services.readings.consumption import find_page as find_results
from src.services.readings.receipt_letter import Office
from src.services.readings.sending import Asked, send
from src.services.readings.sheet import find_head
from src.storage.engine import execute, transaction
from tests import factories
from tests.cast import Person
from tests.factories import MOSCOW
from tests.services.readings.desk import EVERYTHING, LETTERS, THIS, Desk, cell

NINTH = date(2026, 11, 9)
ON_NINTH = datetime(2026, 11, 9, tzinfo=MOSCOW)


@dataclass
class Beginnings:
    """What a person does at the openings of November."""

    desk: Desk

    async def head(self) -> Any:
        return await find_head(self.desk.contract(), self.desk.settings, self.desk.clock(), THIS)

    async def page(self, wanted: Wanted = EVERYTHING) -> Any:
        return await openings.find_page(self.desk.contract(), await self.head(), wanted)

    async def lines(self, wanted: Wanted = EVERYTHING) -> dict[int, Any]:
        page = await self.page(wanted)
        return {judged.line.register_id: judged for group in page.groups for judged in group.lines}

    async def save(self, cells: dict[int, Cell], person: Person | None = None) -> Any:
        desk = self.desk
        return await openings.save(desk.actor(person), desk.contract(person), await self.head(), cells)

    async def type(self, register: int, typed: str, person: Person | None = None) -> Any:
        """Type into a cell that one has looked at just now."""
        now = (await self.lines())[register]
        return await self.save({register: cell(typed, seen=now.line.version, text=now.shown)}, person)

    async def send(self, key: str = "form-1", agreed: int | None = None, person: Person | None = None) -> Any:
        desk, asked = self.desk, Asked(THIS, key, agreed, Kind.OPENING)
        return await send(desk.actor(person), desk.contract(person), Office(desk.settings, LETTERS), asked)

    async def results(self) -> list[Any]:
        """The preliminary consumption, meters that went first."""
        page = await find_results(self.desk.contract(), await self.head(), Registers())
        found = [result for each in page.objects for point in each.points for result in point.results]
        return sorted(found, key=lambda result: result.stretch.removed_on is None)


async def replace(cast: Any, serial: str = "ЯЯ") -> int:
    """The cast's meter went on the ninth at 2460; the register of the one that came, of which nothing is known."""
    metered = cast.metered
    async with transaction():
        await execute("UPDATE installation SET removed_on = {} WHERE id = {}", NINTH, metered.installation_id)
        meter = await factories.meter(serial)
        await factories.installation(metered.point_id, meter, ratio=2, since=NINTH)
        register = await factories.register(meter)
        await factories.reading(metered.register_id, ON_NINTH, 2460)
        await factories.settle(cast.contract.id)
    return register
