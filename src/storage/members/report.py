"""«Кто имеет доступ»: everybody's access to all the contracts that a person administers, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from src.domain.members import Member
from src.storage.contracts import escape
from src.storage.engine import rows, tuples
from src.storage.forms import instant_in
from src.storage.in_force import OPEN_TO_ADMINISTRATOR, in_force
from src.storage.members.listing import COLUMNS, PEOPLE, Wanted, conditions_of, member

_ADMINISTERED: Final = f"""a.app_user = {{}} AND a.role = 'admin' AND {in_force("a")} AND c.deleted = FALSE
        AND {OPEN_TO_ADMINISTRATOR}"""


class Line(NamedTuple):
    """One person's access to one contract."""

    contract_id: int
    number: str
    party: str
    member: Member


class Mark(NamedTuple):
    """Where a line stands in the order of the report."""

    contract_key: str
    contract_id: int
    person_key: str
    member_id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """`contracts`: folded words of number, party or address; `people`: as in the list of one contract."""

    contracts: Sequence[str] = ()
    people: Wanted = field(default_factory=Wanted)


async def find_mark(user_id: int, member_id: int, now: datetime) -> Mark | None:
    """None where the person does not administer its contract."""
    at = instant_in(now)
    found = await tuples(
        f"""SELECT a.sort_key, a.contract, m.person_key, m.id FROM membership m
        JOIN membership a ON a.contract = m.contract JOIN contract c ON c.id = a.contract
        WHERE m.id = {{}} AND {_ADMINISTERED}""",  # noqa: S608 our own words alone
        member_id,
        user_id,
        at,
        at,
    )
    return Mark(*found[0]) if found else None


async def list_lines(
    user_id: int, asked: Asked, mark: Mark | None, back: bool, now: datetime, limit: int
) -> list[Line]:
    """At most `limit` by contract and person, behind the mark or, `back`, the last ones in front of it."""
    at = instant_in(now)
    conditions, values = conditions_of(asked.people, "m")
    for word in asked.contracts:
        conditions += " AND c.search LIKE {} ESCAPE '!'"
        values.append(f"%{escape(word)}%")
    if mark:
        than = "<" if back else ">"
        conditions += f""" AND (a.sort_key, a.contract) {than}= ({{}}, {{}})
            AND ((a.sort_key, a.contract) {than} ({{}}, {{}}) OR (m.person_key, m.id) {than} ({{}}, {{}}))"""
        values += [mark.contract_key, mark.contract_id] * 2 + [mark.person_key, mark.member_id]
    way = " DESC" if back else ""
    found = await tuples(
        f"""SELECT {COLUMNS}, c.id, c.number, p.name FROM membership a
        JOIN contract c ON c.id = a.contract
        JOIN membership m ON m.contract = a.contract
        JOIN party p ON p.id = c.party {PEOPLE}
        WHERE {_ADMINISTERED} AND {in_force("m")}{conditions}
        ORDER BY a.sort_key{way}, a.contract{way}, m.person_key{way}, m.id{way} LIMIT {{}}""",  # noqa: S608
        user_id,
        *[at] * 4,
        *values,
        limit,
    )
    lines = [_line(row) for row in found]
    return lines[::-1] if back else lines


def _line(row: tuple[Any, ...]) -> Line:
    *told, contract_id, number, party = row
    return Line(contract_id, number, party, member(tuple(told)))


class Rights(NamedTuple):
    """`first`: a contract that the person administers, 0 for none; `state` changes with what he administers."""

    first: int
    state: str


async def rights_of(user_id: int, now: datetime) -> Rights:
    at = instant_in(now)
    found = await rows(
        f"""SELECT MIN(c.id) AS first, COUNT(*) AS many, SUM(c.id) AS sum, SUM(a.version) AS versions
        FROM membership a JOIN contract c ON c.id = a.contract WHERE {_ADMINISTERED}""",  # noqa: S608
        user_id,
        at,
        at,
    )
    row = found[0]
    return Rights(row["first"] or 0, f"{row['many']}.{row['sum'] or 0}.{row['versions'] or 0}")
