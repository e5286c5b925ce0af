"""The cast, assembled once and written again into the base of each test: a tenth of the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from src.storage.engine import bound, copy, open_base, rows, transaction
from src.storage.tables import TABLES
from tests.cast import Cast, assemble


@dataclass(frozen=True)
class Kept:
    """The rows of one table, as the base holds them."""

    table: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Stage:
    cast: Cast
    tables: tuple[Kept, ...]

    async def set_up(self) -> Cast:
        """Everything that `assemble` leaves, in a base that has no rows yet."""
        async with transaction():
            for kept in self.tables:
                await copy(kept.table, kept.columns, kept.rows)
            if bound().dialect == "postgres":
                await rows("SELECT " + ", ".join(self._counters()))
        return self.cast

    def _counters(self) -> list[str]:
        """Ids go on behind those that were written, which SQLite does by itself."""
        numbered = [kept for kept in self.tables if kept.columns[0] == "id"]
        return [f"setval(pg_get_serial_sequence('{kept.table}', 'id'), {kept.rows[-1][0]})" for kept in numbered]


async def rehearse(address: str) -> Stage:
    """Assemble the cast in the migrated base at this address, and look at what is there."""
    base = open_base(address, 1)
    await base.start()
    try:
        cast = await assemble()
        found = [(table._meta.tablename, await _read(table._meta.tablename)) for table in TABLES]
    finally:
        await base.stop()
    return Stage(cast, tuple(_kept(name, many) for name, many in found if many))


def _kept(table: str, many: list[dict[str, Any]]) -> Kept:
    return Kept(table, list(many[0]), [list(row.values()) for row in many])


async def _read(table: str) -> list[dict[str, Any]]:
    return await rows(f"SELECT * FROM {table} ORDER BY 1")
