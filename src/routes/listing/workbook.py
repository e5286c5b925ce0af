"""A filtered list as a workbook: as much of what its filters find as one holds."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from src.domain.access import GuardedContract
from src.domain.lists import Asked
from src.domain.workbooks import Table
from src.routes.listing.cells import CUT, sheet_line
from src.routes.listing.subject import Subject
from src.services.lists import WORKBOOK
from src.services.making import Making
from src.services.tables import Item, write
from src.web.kit import Kit

MORE: Final = f"{CUT} В CSV входит больше, чем в Excel."


async def make_list(kit: Kit, subject: Subject, making: Making) -> None:
    asked = subject.filters(making.contract, making.asked).asked
    await write(kit.gateways.workshop, _sheet(subject, making.contract, asked), making)


async def _sheet(subject: Subject, contract: GuardedContract, asked: Asked) -> AsyncIterator[Sequence[Item]]:
    """The last line says when there are more."""
    yield [Table(subject.title, f"{subject.title}, договор № {contract.number}", subject.columns)]
    async for things, cut in subject.lists.export(contract, asked, WORKBOOK):
        lines: list[Item] = [sheet_line(subject.cells(thing)) for thing in things]
        yield [*lines, [MORE, *[""] * (len(subject.columns) - 1)]] if cut else lines
