"""Rows derived from the directory and the readings, counted again in the transaction that changed their source.

`sheet_row`: which register stands at which point, in the order and the words by which people find it. `sheet`: how far
a contract is with a period. `contract_month`: consumption. Names of a contract for lists: `search` and `sort_key`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.domain.text import fold, sort_key
from src.storage import month_sums, opening_due, sheets, waiting
from src.storage.engine import copy, execute, execute_many, tuples

_ROW_COLUMNS: Final = (
    "contract",
    "supply_object",
    "point",
    "installation",
    "meter",
    "register",
    "installed_on",
    "removed_on",
    "verified_until",
    "sort_key",
    "search",
)


async def recount_contracts(ids: Sequence[int], now: datetime, zone: ZoneInfo) -> None:
    """Count everything derived of these few contracts again in the open transaction, the past included."""
    if not ids:
        return
    changes = await compare_directory(ids)
    await write_rows(changes.rows)
    await recount_sheets(ids, now, zone)
    months = dict.fromkeys(ids, month_sums.ALL_MONTHS)
    await month_sums.write_months(await month_sums.count_months(months, Period.containing(now, zone), zone))


SheetRow = tuple[Any, ...]
RowChange = tuple[SheetRow | None, SheetRow | None]
"""A row as it stands and as it is to be; None: there is none."""


@dataclass(frozen=True, slots=True)
class DirectoryChanges:
    """How the sheet rows of some contracts differ from the directory; `registers` of each contract, as it is to be."""

    rows: Sequence[RowChange]
    registers: Mapping[int, int]

    def parts(self, size: int) -> Iterator[Sequence[RowChange]]:
        """So many changes at a time; a row and what takes its place are in one part."""
        for start in range(0, len(self.rows), size):
            yield self.rows[start : start + size]

    def groups(self, size: int) -> Iterator[list[int]]:
        """Contracts of at most so many registers together, or one that has more."""
        group: list[int] = []
        held = 0
        for contract, count in self.registers.items():
            if group and held + count > size:
                yield group
                group, held = [], 0
            group.append(contract)
            held += count
        if group:
            yield group


async def compare_directory(ids: Sequence[int]) -> DirectoryChanges:
    """Read alone: what says the same again costs no write, and the long reading holds no lock."""
    wanted = {(row[3], row[5]): row for row in map(_sheet_row, await tuples(_DIRECTORY, ids))}
    present = {(row[3], row[5]): row for row in map(tuple, await tuples(_PRESENT, ids))}
    pairs = ((present.get(key), wanted.get(key)) for key in dict.fromkeys([*present, *wanted]))
    registers = Counter(dict.fromkeys(ids, 0))
    registers.update(row[0] for row in wanted.values())
    return DirectoryChanges([pair for pair in pairs if pair[0] != pair[1]], registers)


async def write_rows(changes: Sequence[RowChange]) -> None:
    """Bring these rows to what they are to be. Where registers came or went, the sheets get another version: whoever
    is sending one looks again."""
    if not changes:
        return
    touched = sorted({row[0] for pair in changes for row in pair if row})
    await execute("UPDATE sheet SET version = version + 1 WHERE contract IN ({})", touched)
    gone = [(old[3], old[5]) for old, _ in changes if old]
    await execute_many("DELETE FROM sheet_row WHERE installation = {} AND register = {}", gone)
    await copy("sheet_row", _ROW_COLUMNS, [new for _, new in changes if new])


async def recount_sheets(ids: Sequence[int], now: datetime, zone: ZoneInfo) -> None:
    """What is counted of the rows: names, the last and this period's sheets, which registers have nothing to count
    from, and what waits for members."""
    await recount_names(ids)
    period = Period.containing(now, zone)
    for shown in (period.previous, period):
        await sheets.recount_sheet(ids, shown, zone)
    await opening_due.recount_openings(ids, now, zone)
    await waiting.recount_due(ids, period.previous)
    await waiting.recount_verification(ids)


async def recount_names(ids: Sequence[int]) -> None:
    """Number, party and addresses of objects, folded, into contract and memberships."""
    places: dict[int, list[str]] = defaultdict(list)
    for contract, name, address in await tuples(
        "SELECT contract, name, address FROM supply_object WHERE contract IN ({}) AND deleted = FALSE ORDER BY id", ids
    ):
        places[contract] += [name, address]
    named = [
        (_searched(number, party, address, inn, *places[id_]), sort_key(number), sort_key(party), id_)
        for id_, number, party, address, inn in await tuples(
            """SELECT c.id, c.number, p.name, p.address, p.inn FROM contract c JOIN party p ON p.id = c.party
            WHERE c.id IN ({})""",
            ids,
        )
    ]
    await execute_many("UPDATE contract SET search = {}, sort_key = {}, sort_name = {} WHERE id = {}", named)
    await execute(
        """UPDATE membership SET sort_key = (SELECT c.sort_key FROM contract c WHERE c.id = membership.contract),
            sort_name = (SELECT c.sort_name FROM contract c WHERE c.id = membership.contract)
        WHERE contract IN ({})""",
        ids,
    )


_PRESENT: Final = f"SELECT {', '.join(_ROW_COLUMNS)} FROM sheet_row WHERE contract IN ({{}})"  # noqa: S608
_DIRECTORY: Final = """SELECT o.contract, o.id, p.id, i.id, m.id, r.id, i.installed_on, i.removed_on,
        m.verified_until, o.name, o.address, p.name, p.code, m.serial, r.zone, r.channel
    FROM supply_object o
    JOIN point p ON p.supply_object = o.id AND p.deleted = FALSE
    JOIN installation i ON i.point = p.id AND i.deleted = FALSE
    JOIN meter m ON m.id = i.meter AND m.deleted = FALSE
    JOIN register r ON r.meter = m.id AND r.deleted = FALSE
    WHERE o.contract IN ({}) AND o.deleted = FALSE"""


def _sheet_row(found: tuple[Any, ...]) -> tuple[Any, ...]:
    verified, name, address, point, code, serial, zone, channel = found[8:]
    # ids keep two objects (points) of one name apart: their rows must not mix
    order = sort_key(name, address, str(found[1]), point, code, str(found[2]), serial, zone, channel)
    return (*found[:8], verified or waiting.UNKNOWN, order, _searched(name, address, point, code, serial))


def _searched(*texts: str) -> str:
    return " ".join(dict.fromkeys(fold(text) for text in texts if text))
