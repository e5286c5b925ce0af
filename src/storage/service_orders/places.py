"""Objects and points of a contract among which an order names one: a few at a time."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from src.domain.access import GuardedContract
from src.domain.catalogue import Place
from src.storage.contracts import escape
from src.storage.engine import tuples

_ROWS_AT_ONCE: Final = 1000
"""Registers that are looked at: a point has seldom more than eight."""


class Named(NamedTuple):
    """An object, or a point with its object's name in front; `key` is the supplier's code of it."""

    id: int
    key: str
    name: str


_COLUMN: Final = {Place.OBJECT: "supply_object", Place.POINT: "point"}
_NAME: Final = {
    Place.OBJECT: "SELECT p.id, p.key, p.name, p.address FROM supply_object p",
    Place.POINT: "SELECT p.id, p.key, o.name, p.name FROM point p JOIN supply_object o ON o.id = p.supply_object",
}


async def list_places(
    contract: GuardedContract, kind: Place, words: Sequence[str], today: date, limit: int
) -> list[Named]:
    """The first ones, in the order of the contract's sheet; all of `words` are found in their names, addresses, codes
    or serials."""
    column, searched = _COLUMN[kind], " AND s.search LIKE {} ESCAPE '!'" * len(words)
    found = await tuples(
        f"""SELECT n.* FROM (SELECT x.{column} AS id, MIN(x.sort_key) AS sort_key FROM (
                SELECT s.{column}, s.sort_key FROM sheet_row s
                WHERE s.contract = {{}} AND (s.removed_on IS NULL OR s.removed_on > {{}}){searched}
                ORDER BY s.sort_key, s.id LIMIT {{}}) x
            GROUP BY x.{column} ORDER BY MIN(x.sort_key), x.{column} LIMIT {{}}) f
        JOIN ({_NAME[kind]}) n ON n.id = f.id ORDER BY f.sort_key, f.id""",  # noqa: S608 our own words alone
        contract.id,
        today,
        *[f"%{escape(word)}%" for word in words],
        _ROWS_AT_ONCE,
        limit,
    )
    return [_named(*row) for row in found]


async def find_place(contract: GuardedContract, kind: Place, place_id: int) -> Named | None:
    """One of this contract that billing has not hidden."""
    own = "p.contract" if kind is Place.OBJECT else "o.contract"
    hidden = "" if kind is Place.OBJECT else " AND o.deleted = FALSE"
    found = await tuples(
        f"{_NAME[kind]} WHERE p.id = {{}} AND {own} = {{}} AND p.deleted = FALSE{hidden}", place_id, contract.id
    )
    return _named(*found[0]) if found else None


def _named(id_: int, key: str, *parts: str) -> Named:
    return Named(id_, key, ", ".join(part for part in parts if part))
