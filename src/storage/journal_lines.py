"""Pages of the journal, newest first: of an account, or of a contract that its administrator reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.journal_lines import Told
from src.storage.engine import tuples
from src.storage.forms import instant_in, instant_out


@dataclass(frozen=True, slots=True)
class Wanted:
    """Half-open instants, an account, events (one of them), the ids of lines that lead to the neighbouring pages."""

    since: datetime | None = None
    until: datetime | None = None
    account: int = 0
    events: tuple[str, ...] = ()
    after: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str


_TOLD: Final = """SELECT f.id, j.at, j.action, j.app_user, u.family_name, u.given_name, u.patronymic, c.number,
        j.address, j.details, j.round
    FROM (%s) f
    JOIN journal_line j ON j.id = f.id
    LEFT JOIN app_user u ON u.id = j.app_user
    LEFT JOIN contract c ON c.id = j.contract
    ORDER BY f.at %s, f.id %s"""
_NAMES: Final = """SELECT 'user', u.id, u.family_name, u.given_name, u.patronymic FROM app_user u WHERE u.id IN ({})
    UNION ALL SELECT 'register', r.id, m.serial, '', '' FROM register r JOIN meter m ON m.id = r.meter
    WHERE r.id IN ({})"""
_NAMED: Final = {"user": "person", "register": "serial"}


async def list_of_account(user_id: int, wanted: Wanted, limit: int) -> list[Told]:
    """What this person did; at most `limit` lines, with `before` the last ones in front of it."""
    return await _page("app_user", user_id, wanted, limit)


async def list_of_contract(contract: GuardedContract, wanted: Wanted, limit: int) -> list[Told]:
    """What anybody did with this contract."""
    return await _page("contract", contract.id, wanted, limit)


async def members_of(contract: GuardedContract, limit: int) -> list[Member]:
    """Whom the journal may be filtered by: those who have or had access, by name."""
    found = await tuples(
        """SELECT u.id, u.family_name, u.given_name, u.patronymic FROM membership m JOIN app_user u ON u.id = m.app_user
        WHERE m.contract = {} ORDER BY u.family_name, u.given_name, u.id LIMIT {}""",
        contract.id,
        limit,
    )
    return [Member(id_, _name(names)) for id_, *names in found]


async def _page(owner: str, id_: int, wanted: Wanted, limit: int) -> list[Told]:
    """Each event has an index of its own: of several, the newest of each are merged, however long the journal is."""
    way = "ASC" if wanted.before else "DESC"
    branches, values = list[str](), list[Any]()
    for event in wanted.events or ("",):
        sql, given = _branch(owner, id_, wanted, event)
        branches.append(f"SELECT * FROM ({sql} ORDER BY l.at {way}, l.id {way} LIMIT {{}}) b{len(branches)}")  # noqa: S608
        values += [*given, limit]
    merged = f"SELECT x.id, x.at FROM ({' UNION ALL '.join(branches)}) x ORDER BY x.at {way}, x.id {way} LIMIT {{}}"  # noqa: S608
    found = await tuples(_TOLD % (merged, way, way), *values, limit)
    told = await _told(found)
    return told[::-1] if wanted.before else told


def _branch(owner: str, id_: int, wanted: Wanted, event: str) -> tuple[str, list[Any]]:
    sql, values = f"SELECT l.id, l.at FROM journal_line l WHERE l.{owner} = {{}}", [id_]  # noqa: S608
    for condition, value in (
        ("l.action = {}", event),
        ("l.app_user = {}", wanted.account),
        ("l.at >= {}", instant_in(wanted.since)),
        ("l.at < {}", instant_in(wanted.until)),
    ):
        if value:
            sql += f" AND {condition}"
            values.append(value)  # type: ignore[arg-type]
    if mark := wanted.before or wanted.after:
        sql += f" AND (l.at, l.id) {'>' if wanted.before else '<'} (SELECT n.at, n.id FROM journal_line n"  # noqa: S608
        sql += f" WHERE n.{owner} = {{}} AND n.id = {{}})"
        values += [id_, mark]
    return sql, values


async def _told(found: Sequence[tuple[Any, ...]]) -> list[Told]:
    """With names for the ids in the details, one query for all of them."""
    details = [json.loads(row[9]) if row[9] else {} for row in found]
    names = await _names(details)
    told = []
    for (id_, at, event, account, *who, number, address, _, round_), about in zip(found, details, strict=True):
        for key, name in _NAMED.items():
            if key in about:
                about[name] = names.get((key, about[key]), "")
        told.append(
            Told(id_, instant_out(at), event, account, _name(who), number or "", address, about, round_ is not None)
        )
    return told


async def _names(details: Sequence[dict[str, Any]]) -> dict[tuple[str, int], str]:
    users, registers = ({each[key] for each in details if each.get(key)} for key in _NAMED)
    if not users and not registers:
        return {}
    found = await tuples(_NAMES, sorted(users), sorted(registers))
    return {(kind, id_): _name(names) for kind, id_, *names in found}


def _name(parts: Iterable[str | None]) -> str:
    return " ".join(filter(None, parts))
