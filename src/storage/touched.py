"""Whose derived rows are behind after rows of the directory or readings have changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from src.storage.engine import bound, tuples
from src.storage.imports import among, listed
from src.storage.links import Dialect

_INSTALLED: Final = """JOIN installation i ON i.meter = %s JOIN point p ON p.id = i.point
        JOIN supply_object o ON o.id = p.supply_object"""
_WAYS: Final = {
    "contract": ("contract", "k.id", ""),
    "party": ("party", "c.id", "JOIN contract c ON c.party = k.id"),
    "object": ("supply_object", "k.contract", ""),
    "point": ("point", "o.contract", "JOIN supply_object o ON o.id = k.supply_object"),
    "invoice": ("invoice", "k.contract", ""),
    "violation": ("violation", "k.contract", ""),
    "payment": ("payment", "k.contract", ""),
    "meter": ("meter", "o.contract", _INSTALLED % "k.id"),
    "register": ("register", "o.contract", _INSTALLED % "k.meter"),
}
"""By column of the exchange: the table `k` that holds the key, where a contract's id is found, and the way there."""
# PostgreSQL knows little of a table that is just being filled, and would read all of it for every batch: asked for one
# key after another, it takes the index
_KEYED: Final[dict[Dialect, str]] = {
    "sqlite": f"{{table}} k {{joins}} WHERE k.key IN {among('sqlite')}",
    "postgres": f"""{among("postgres")} AS asked (key)
        CROSS JOIN LATERAL (SELECT * FROM {{table}} h WHERE h.key = asked.key OFFSET 0) AS k {{joins}}""",  # noqa: S608 our own words alone
}


def keyed(table: str, dialect: Dialect, joins: str = "") -> str:
    """What stands behind FROM, `k` being the rows of the table whose keys are handed over by `listed`."""
    return _KEYED[dialect].replace("{table}", table).replace("{joins}", joins)


def statement(what: str, dialect: Dialect) -> str:
    table, contract, joins = _WAYS[what]
    return f"SELECT DISTINCT {contract} FROM {keyed(table, dialect, joins)}"  # noqa: S608 our own words alone


async def contracts_of(what: str, keys: Iterable[str]) -> set[int]:
    """Ids of the contracts that these things belong to now; `what` is a column of the exchange: party, meter …"""
    return {contract for (contract,) in await tuples(statement(what, bound().dialect), listed(keys))}
