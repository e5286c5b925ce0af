"""Whose derived rows are behind after rows of the directory or readings have changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from src.storage.engine import bound, tuples
from src.storage.imports import among, listed

_CONTRACTS: Final = {
    "contract": "contract c WHERE c.key",
    "party": "contract c JOIN party t ON t.id = c.party WHERE t.key",
    "object": "contract c JOIN supply_object o ON o.contract = c.id WHERE o.key",
    "point": "contract c JOIN supply_object o ON o.contract = c.id JOIN point p ON p.supply_object = o.id WHERE p.key",
    "invoice": "contract c JOIN invoice v ON v.contract = c.id WHERE v.key",
    "meter": """contract c JOIN supply_object o ON o.contract = c.id JOIN point p ON p.supply_object = o.id
        JOIN installation i ON i.point = p.id JOIN meter m ON m.id = i.meter WHERE m.key""",
    "register": """contract c JOIN supply_object o ON o.contract = c.id JOIN point p ON p.supply_object = o.id
        JOIN installation i ON i.point = p.id JOIN register r ON r.meter = i.meter WHERE r.key""",
}


async def contracts_of(what: str, keys: Iterable[str]) -> set[int]:
    """Ids of the contracts that these things belong to now; `what` is a column of the exchange: party, meter …"""
    sql = f"SELECT DISTINCT c.id FROM {_CONTRACTS[what]} IN {among(bound().dialect)}"  # noqa: S608
    return {contract for (contract,) in await tuples(sql, listed(keys))}
