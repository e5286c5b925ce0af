"""The way that SQLite takes for a query, in its own words."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from src.storage.engine import Base, rows


def explained(base: Base, monkeypatch: pytest.MonkeyPatch, name: str, *modules: ModuleType) -> list[str]:
    """The steps of all that the modules ask from now on by the function of this name; nothing is found then."""
    if base.dialect != "sqlite":
        pytest.skip("SQLite tells its way in words; PostgreSQL takes another one for a few rows")
    way: list[str] = []

    async def explain(sql: str, *values: Any) -> list[Any]:
        way.extend(row["detail"] for row in await rows("EXPLAIN QUERY PLAN " + sql, *values))
        return []

    for module in modules:
        monkeypatch.setattr(module, name, explain)
    return way
