"""The sealed journal in the order of its chains and rounds, for the check that walks all of it."""

from typing import Final, NamedTuple

from src.domain.journal_seals import Chain, Line, Link, Round, Sealed
from src.storage.engine import tuples
from src.storage.journal_seals import COLUMNS

_PLACES: Final = {
    Chain.CONTRACT: ("l.contract", "l.contract_place", "l.contract_seal"),
    Chain.ACCOUNT: ("l.app_user", "l.account_place", "l.account_seal"),
}


class Placed(NamedTuple):
    line: Line
    link: Link


class Cut(NamedTuple):
    """A chain whose written end is not there; `place`: the first that is missing behind what is left."""

    owner: int
    place: int


async def chained(chain: Chain, owner: int, place: int, limit: int) -> list[Placed]:
    """Lines of this kind of chain behind this place, chain by chain."""
    whose, where, seal = _PLACES[chain]
    found = await tuples(
        f"""SELECT {COLUMNS}, {where}, {seal} FROM journal_line l
        WHERE {where} IS NOT NULL AND ({whose}, {where}) > ({{}}, {{}}) ORDER BY {whose}, {where} LIMIT {{}}""",  # noqa: S608
        owner,
        place,
        limit,
    )
    return [Placed(Line(*row[:7]), Link(*row[7:])) for row in found]


async def first_cut(chain: Chain) -> Cut | None:
    whose, where, _ = _PLACES[chain]
    found = await tuples(
        f"""SELECT h.owner, COALESCE((SELECT MAX({where}) FROM journal_line l WHERE {whose} = h.owner), 0)
        FROM journal_head h WHERE h.chain = {{}} AND NOT EXISTS
            (SELECT 1 FROM journal_line l WHERE {whose} = h.owner AND {where} = h.place)
        ORDER BY h.owner LIMIT 1""",  # noqa: S608
        chain.value,
    )
    return Cut(found[0][0], found[0][1] + 1) if found else None


async def rounds_after(number: int, limit: int) -> list[Round]:
    found = await tuples(
        "SELECT number, at, lines, seal FROM journal_round WHERE number > {} ORDER BY number LIMIT {}", number, limit
    )
    return [Round(*row) for row in found]


async def lines_of_rounds(first: int, last: int) -> dict[int, list[Sealed]]:
    """By number, each by id."""
    found = await tuples(
        f"""SELECT l.round, l.contract_place, l.contract_seal, l.account_place, l.account_seal, {COLUMNS}
        FROM journal_line l WHERE l.round BETWEEN {{}} AND {{}} ORDER BY l.round, l.id""",  # noqa: S608
        first,
        last,
    )
    by_number: dict[int, list[Sealed]] = {}
    for number, *row in found:
        links = {Chain.CONTRACT: Link(*row[:2]), Chain.ACCOUNT: Link(*row[2:4])}
        by_number.setdefault(number, []).append(Sealed(Line(*row[4:]), links))
    return by_number


async def line_without_round() -> int | None:
    """The first line that says it was sealed in a round that is none of the journal's."""
    found = await tuples(
        """SELECT l.id FROM journal_line l
        WHERE l.round > (SELECT COALESCE(MAX(number), 0) FROM journal_round) OR l.round < 1 ORDER BY l.id LIMIT 1"""
    )
    return found[0][0] if found else None
