"""The report «Кто имеет доступ» is made a file, in the words that the pages have."""

import html
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

from src.domain.sections import Level, Section
from src.domain.workbooks import Column, Kind, Table
from src.routes.members.report_views import Filters, opened
from src.services import tables
from src.services.making import Making
from src.services.members import report
from src.services.tables import Item
from src.web.csv_file import Line
from src.web.kit import Kit

_FIRST: Final = (
    Column("Договор", 16), Column("Организация", 32), Column("ФИО", 32), Column("Логин", 28), Column("Роль", 20),
)  # fmt: skip
_LAST: Final = (Column("С какого дня", 14, Kind.DAY), Column("Действует до", 14), Column("Кто открыл", 32))
Found = AsyncIterator[tuple[Sequence[report.Line], bool]]
CUT: Final = "Выгружено не всё: уточните отбор и выгрузите ещё раз; в CSV входит больше, чем в Excel."


async def make_report(kit: Kit, making: Making) -> None:
    """Of the contracts that the person administers now."""
    asked = making.asked
    filters = Filters(asked["q"], asked["who"], asked["role"])
    found = report.export(making.contract.user_id, filters.asked(), making.now, tables.MOST_ROWS)
    await tables.write(kit.gateways.workshop, ReportFile(kit).sheet(found), making)


class ReportFile:
    """Says the lines of one file."""

    def __init__(self, kit: Kit) -> None:
        components = "templates/components"
        words: Any = kit.templates.get_template(f"{components}/members.html").module
        self._roles: Any = kit.templates.get_template(f"{components}/contracts.html").module
        self._words = words
        self._zone = kit.settings.time_zone
        self._opened = {role: self._levels(levels) for role, levels in opened().items()}
        self.columns = (*_FIRST, *(Column(_plain(words.section_name(each)), 18) for each in Section), *_LAST)

    @property
    def head(self) -> list[str]:
        return [column.name for column in self.columns]

    async def cells(self, found: Found) -> AsyncIterator[Sequence[Line]]:
        """For CSV, batch by batch."""
        async for batch, cut in found:
            lines: list[Line] = [self._line(told, "%d.%m.%Y") for told in batch]
            yield [*lines, [CUT]] if cut else lines

    async def sheet(self, found: Found) -> AsyncIterator[Sequence[Item]]:
        yield [Table("Кто имеет доступ", "Кто имеет доступ", self.columns)]
        async for batch, cut in found:
            lines: list[Item] = [self._line(told, "%Y-%m-%d") for told in batch]
            yield [*lines, [CUT, *[""] * (len(self.columns) - 1)]] if cut else lines

    def _levels(self, levels: Mapping[Section, Level]) -> list[str]:
        return [_plain(self._words.level_name(each)) for each in levels.values()]

    def _line(self, told: report.Line, day: str) -> list[str]:
        member = told.member
        return [
            told.number, told.party, member.name, member.login, _plain(self._roles.role_name(member.role)),
            *self._opened[member.role],
            member.since.astimezone(self._zone).strftime(day),
            _plain(self._words.until(member.terms)), _plain(self._words.granter(member)),
        ]  # fmt: skip


def _plain(words: str) -> str:
    return html.unescape(words).strip()
