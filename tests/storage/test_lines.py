"""What a few lines of a sheet cost: their own, in a contract of any size."""

from typing import Any

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.periods import Period
from src.storage.engine import Base, transaction, tuples
from src.storage.readings import lines, openings
from tests import factories

NOVEMBER = Period(2026, 11)


async def test_a_few_lines_are_found_by_their_own_keys(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    async with transaction():
        contract = await factories.contract("97000001")
    place = await factories.metered(contract.id)
    own = GuardedContract(contract.id, contract.key, "97000001", Role.SUBMITTER, 1)
    explain, way = "EXPLAIN QUERY PLAN " if base.dialect == "sqlite" else "EXPLAIN ", list[str]()

    async def told(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        way.extend(str(row[-1]) for row in await tuples(explain + sql, *values))
        return await tuples(sql, *values)

    for asked in (lines, openings):
        monkeypatch.setattr(asked, "tuples", told)
    assert await lines.lines_of_registers(own, NOVEMBER, factories.MOSCOW, [place.register_id])
    assert await lines.lines_of_rows(own, NOVEMBER, factories.MOSCOW, [1])
    assert await openings.openings_of_registers(own, NOVEMBER, factories.MOSCOW, [place.register_id])
    assert any("sheet_row" in step for step in way)
    assert not any("sheet_row_listed" in step for step in way)
