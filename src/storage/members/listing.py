"""Who has access to a contract: page by page in the order of names, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from src.domain.access import GuardedContract, Role
from src.domain.members import Member, Names, Terms
from src.storage.contracts import escape
from src.storage.engine import tuples
from src.storage.forms import instant_in, instant_out
from src.storage.in_force import in_force

COLUMNS: Final = """m.id, m.app_user, u.family_name, u.given_name, u.patronymic, u.email, m.role, m.until_at, m.from_at,
        m.version, m.ended, m.granted_by, g.family_name, g.given_name, g.patronymic"""
PEOPLE: Final = "JOIN app_user u ON u.id = m.app_user LEFT JOIN app_user g ON g.id = m.granted_by"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Folded words that must all be found in name or login, a role or any; ids at the end of the page beside."""

    words: Sequence[str] = ()
    role: Role | None = None
    after: int = 0
    before: int = 0


async def list_members(contract: GuardedContract, wanted: Wanted, now: datetime, limit: int) -> list[Member]:
    """At most `limit` in the order of names; with `before`, the last ones in front of it."""
    conditions, values = conditions_of(wanted, "m")
    if mark := wanted.before or wanted.after:
        conditions += f""" AND (m.person_key, m.id) {"<" if wanted.before else ">"}
            (SELECT n.person_key, n.id FROM membership n WHERE n.contract = {{}} AND n.id = {{}})"""  # noqa: S608
        values += [contract.id, mark]
    way = " DESC" if wanted.before else ""
    order = f"ORDER BY m.person_key{way}, m.id{way}"
    # cut before anything is joined: PostgreSQL would sort all people of a contract, since most contracts have one
    found = await tuples(
        f"""SELECT {COLUMNS} FROM (
            SELECT m.* FROM membership m WHERE m.contract = {{}} AND {in_force("m")}{conditions} {order} LIMIT {{}}
        ) m {PEOPLE} {order}""",  # noqa: S608
        contract.id,
        *[instant_in(now)] * 2,
        *values,
        limit,
    )
    members = [member(row) for row in found]
    return members[::-1] if wanted.before else members


async def find_member(contract: GuardedContract, member_id: int) -> Member | None:
    """Somebody who has access to this very contract, or had it: `ended` and `until` tell."""
    found = await tuples(
        f"SELECT {COLUMNS} FROM membership m {PEOPLE} WHERE m.contract = {{}} AND m.id = {{}}",  # noqa: S608
        contract.id,
        member_id,
    )
    return member(found[0]) if found else None


def conditions_of(wanted: Wanted, table: str) -> tuple[str, list[Any]]:
    """What the filter asks of the members in this table, as ` AND …`, with its values."""
    sql, values = "", list[Any]()
    if wanted.role:
        sql += f" AND {table}.role = {{}}"
        values.append(wanted.role.value)
    for word in wanted.words:
        sql += f" AND {table}.person_key LIKE {{}} ESCAPE '!'"
        values.append(f"%{escape(word)}%")
    return sql, values


def member(row: tuple[Any, ...]) -> Member:
    """From the values of COLUMNS."""
    id_, user_id, family, given, patronymic, login, role, until, since, version, ended, granted_by, *granter = row
    return Member(
        id=id_,
        user_id=user_id,
        names=Names(family, given, patronymic),
        login=login,
        terms=Terms(Role(role), instant_out(until)),
        since=instant_out(since),
        version=version,
        ended=bool(ended),
        granted_by=Names(*granter) if granted_by else None,
    )
