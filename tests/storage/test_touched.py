"""An import asks for each batch whose contracts it touches."""

import re

import pytest

from src.storage.engine import Base, rows, transaction
from src.storage.touched import contracts_of, statement
from tests import factories

WAYS = {
    "contract": "contract",
    "party": "party",
    "object": "supply_object",
    "point": "point",
    "invoice": "invoice",
    "meter": "meter",
    "register": "register",
}


@pytest.mark.parametrize("what", WAYS)
async def test_a_thing_leads_to_its_contracts_alone(base: Base, what: str) -> None:
    for _ in range(2):
        contract = await factories.contract()
        await factories.metered(contract.id)
        await factories.invoice(contract.id)
    first, last = await rows(f"SELECT key FROM {WAYS[what]} ORDER BY id")
    assert await contracts_of(what, [last["key"], "nobody"]) == {contract.id}
    assert len(await contracts_of(what, [first["key"], last["key"]])) == 2


@pytest.mark.parametrize("what", WAYS)
async def test_it_is_looked_up_by_key_while_the_table_is_being_filled(base: Base, what: str) -> None:
    """Planned while the table is empty, it holds for all batches of a file."""
    explain = "EXPLAIN QUERY PLAN " if base.dialect == "sqlite" else "EXPLAIN "
    async with transaction():
        plan = [str(row) for row in await rows(explain + statement(what, base.dialect), '["k1"]')]
    assert [line for line in plan if re.search(r"\(key=\?\)|Index Cond: \(\(key\)::text = ", line)], plan
