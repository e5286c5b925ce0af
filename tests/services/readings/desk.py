"""A contract with registers in every state, and people who fill its sheet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from src.domain.access import GuardedContract, Role
from src.domain.cells import Cell
from src.domain.journal import Actor
from src.domain.sheets import Wanted
from src.services.letters import Letters
from src.services.readings.receipt_letter import Office
from src.services.readings.saving import save
from src.services.readings.sending import Asked, send
from src.services.readings.sheet import find_head, find_page
from src.settings import Settings
from src.storage.engine import transaction
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MOSCOW, NOW, THIS

EVERYTHING = Wanted()
LETTERS = Letters("http://kabinet.test", "Мосэнергосбыт", MOSCOW)


def cell(typed: str, confirmed: bool = False, seen: int = 0, text: str = "", tick: bool = False) -> Cell:
    return Cell(typed, confirmed, seen, text, tick)


@dataclass
class Desk:
    """What a person does at the sheet of November, in the cast's contract."""

    cast: Cast
    settings: Settings
    clock: Any

    def actor(self, person: Person | None = None) -> Actor:
        return Actor((person or self.cast.anna).id, "192.0.2.7", self.clock())

    def contract(self, person: Person | None = None) -> GuardedContract:
        ours, person = self.cast.contract, person or self.cast.anna
        return GuardedContract(ours.id, ours.key, ours.number, Role(person.role), person.id)

    async def save(self, cells: dict[int, Cell], person: Person | None = None) -> Any:
        head = await find_head(self.contract(person), self.settings, self.clock(), THIS)
        return await save(self.actor(person), self.contract(person), head, cells)

    async def type(self, register: int, typed: str, person: Person | None = None, **seen: Any) -> Any:
        """Type into a cell that one has looked at just now."""
        now = (await self.lines())[register]
        seen_now = {"seen": now.line.version, "text": now.shown}
        return await self.save({register: cell(typed, **{**seen_now, **seen})}, person)

    async def send(self, key: str = "form-1", agreed: int | None = None, person: Person | None = None) -> Any:
        asked = Asked(THIS, key, agreed)
        return await send(self.actor(person), self.contract(person), Office(self.settings, LETTERS), asked)

    async def lines(self, wanted: Wanted = EVERYTHING) -> dict[int, Any]:
        page = await find_page(self.contract(), self.settings, THIS, wanted)
        return {judged.line.register_id: judged for group in page.groups for judged in group.lines}


async def registers(contract_id: int, count: int, values: Any = (1000, 1100), **meter: Any) -> list[int]:
    """So many more registers, each with a meter and a point of its own on one more object."""
    async with transaction():
        object_id = await factories.supply_object(contract_id, "Цех")
        made = []
        for number in range(count):
            point_id = await factories.point(object_id, f"Ввод {number + 1}")
            meter_id = await factories.meter(**meter)
            await factories.installation(point_id, meter_id)
            made.append(await factories.register(meter_id))
            await factories.readings(made[-1], values)
        await factories.settle(contract_id)
    return made


EXPIRED = {"verified_until": date(2026, 11, 29)}
__all__ = ["EXPIRED", "LETTERS", "NOW", "THIS", "Desk", "cell", "registers"]
