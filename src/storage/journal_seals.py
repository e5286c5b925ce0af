"""Sealing: lines that wait, where the chains end, and the seals once they are made."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from src.domain.journal_seals import NO_LINK, NO_ROUND, Chain, Head, Line, Round, Sealed
from src.storage.engine import execute, execute_many, tuples

COLUMNS: Final = "l.id, l.at, l.app_user, l.contract, l.action, l.address, l.details"
"""Of a Line, in its order."""
NOTHING_BUT_INDEX: Final = "SELECT l.id FROM journal_line l WHERE l.round IS NULL ORDER BY l.id LIMIT 1"


async def is_waiting() -> bool:
    return bool(await tuples(NOTHING_BUT_INDEX))


async def count_waiting() -> int:
    [(waiting,)] = await tuples("SELECT COUNT(*) FROM journal_line WHERE round IS NULL")
    return int(waiting)


async def waiting_lines(count: int) -> list[Line]:
    """Committed lines without a seal, by id: whatever was committed late on PostgreSQL comes in a later round."""
    found = await tuples(
        f"SELECT {COLUMNS} FROM journal_line l WHERE l.round IS NULL ORDER BY l.id LIMIT {{}}",  # noqa: S608
        count,
    )
    return [Line(*row) for row in found]


async def heads_of(chain: Chain, owners: Collection[int]) -> dict[int, Head]:
    """By owner; a chain that has not begun has none."""
    found = await tuples(
        "SELECT owner, place, seal, head_seal FROM journal_head WHERE chain = {} AND owner IN ({})",
        chain.value,
        sorted(owners),
    )
    return {owner: Head(chain, owner, place, seal, head_seal) for owner, place, seal, head_seal in found}


async def last_round() -> Round:
    """NO_ROUND where nothing was sealed yet."""
    found = await tuples("SELECT number, at, lines, seal FROM journal_round ORDER BY number DESC LIMIT 1")
    return Round(*found[0]) if found else NO_ROUND


async def write(sealed: Sequence[Sealed], heads: Sequence[Head], round_: Round) -> None:
    """One round as a whole. Another worker that made the same one meanwhile: Violation of `journal_round_unique`."""
    await execute(
        "INSERT INTO journal_round (number, at, lines, seal) VALUES ({}, {}, {}, {})",
        *round_,
    )
    await execute_many(
        """UPDATE journal_line SET round = {}, contract_place = {}, contract_seal = {}, account_place = {},
            account_seal = {} WHERE id = {} AND round IS NULL""",
        [_marks(round_.number, each) for each in sealed],
    )
    await execute_many(
        """INSERT INTO journal_head (chain, owner, place, seal, head_seal) VALUES ({}, {}, {}, {}, {})
        ON CONFLICT (chain, owner) DO UPDATE SET place = excluded.place, seal = excluded.seal,
            head_seal = excluded.head_seal""",
        [(head.chain.value, *head[1:]) for head in heads],
    )


def _marks(number: int, sealed: Sealed) -> tuple[Any, ...]:
    links = [sealed.links.get(chain, NO_LINK) for chain in (Chain.CONTRACT, Chain.ACCOUNT)]
    return number, *links[0], *links[1], sealed.line.id
