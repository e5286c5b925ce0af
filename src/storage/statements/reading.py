"""Objections and reports as they stand: a draft of one person, what was sent."""

from datetime import datetime
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.statements import Kind, Meter, Said, State, Statement, Subject
from src.storage.engine import tuples
from src.storage.forms import instant_in, instant_out

_COLUMNS: Final = """s.id, s.violation, s.number, s.state, s.version, s.tab, s.text, s.place, s.point, s.noticed_at,
        s.meter, s.present, s.app_user, u.family_name, u.given_name, u.patronymic, s.saved_at, s.sent_at, s.answer,
        s.answered_at"""
_SELECT: Final = f"SELECT {_COLUMNS} FROM statement s JOIN app_user u ON u.id = s.app_user WHERE s.contract = {{}}"  # noqa: S608
OF_SUBJECT: Final = {Kind.OBJECTION: "s.violation = {}", Kind.REPORT: "s.kind = {}"}


def key_of(subject: Subject) -> int | str:
    """The value of the mark in OF_SUBJECT."""
    return subject.act_id or subject.kind.value


async def draft_of(contract: GuardedContract, subject: Subject) -> Statement | None:
    """This person's own."""
    sql = f"{_SELECT} AND {OF_SUBJECT[subject.kind]} AND s.app_user = {{}} AND s.state = 'draft'"
    return await _one(sql, contract.id, key_of(subject), contract.user_id)


async def own(contract: GuardedContract, id_: int) -> Statement | None:
    """This person's, in whatever state."""
    return await _one(f"{_SELECT} AND s.id = {{}} AND s.app_user = {{}}", contract.id, id_, contract.user_id)


async def objection_to(contract: GuardedContract, act_id: int) -> Statement | None:
    """That which was sent last, withdrawn or not."""
    sql = f"{_SELECT} AND s.violation = {{}} AND s.state <> 'draft' ORDER BY s.id DESC LIMIT 1"
    return await _one(sql, contract.id, act_id)


async def find(contract: GuardedContract, kind: Kind, id_: int) -> Statement | None:
    """One that was sent."""
    return await _one(
        f"{_SELECT} AND s.kind = {{}} AND s.id = {{}} AND s.state <> 'draft'", contract.id, kind.value, id_
    )


async def list_reports(contract: GuardedContract, before: int, limit: int) -> list[Statement]:
    """Of anybody who may: the newest first, those that were sent before the report `before` (0: all)."""
    found = await tuples(
        f"""SELECT {_COLUMNS} FROM (SELECT x.id FROM statement x
            WHERE x.contract = {{}} AND x.kind = 'report' AND x.state <> 'draft' AND x.id < {{}}
            ORDER BY x.id DESC LIMIT {{}}) f
        JOIN statement s ON s.id = f.id JOIN app_user u ON u.id = s.app_user ORDER BY s.id DESC""",  # noqa: S608
        contract.id,
        before or 2**62,
        limit,
    )
    return [_statement(*row) for row in found]


async def count_sent(user_id: int, since: datetime) -> int:
    """By this person, in all contracts, withdrawn ones too."""
    [(count,)] = await tuples(
        "SELECT COUNT(*) FROM statement WHERE app_user = {} AND sent_at > {}", user_id, instant_in(since)
    )
    return int(count)


async def points_of(contract: GuardedContract, limit: int) -> dict[str, int]:
    """Ids of the contract's first points that have meters, by object and point."""
    found = await tuples(
        """SELECT o.name, p.name, p.id FROM (SELECT s.supply_object, s.point FROM sheet_row s WHERE s.contract = {}
            ORDER BY s.sort_key, s.id LIMIT {}) f
        JOIN supply_object o ON o.id = f.supply_object JOIN point p ON p.id = f.point""",
        contract.id,
        limit,
    )
    return {f"{place}, {point}": id_ for place, point, id_ in found}


async def codes_of(id_: int) -> tuple[str, str, str]:
    """By which billing knows the act and the point, '' where there is none; and the login of whoever wrote it."""
    [codes] = await tuples(
        """SELECT COALESCE(v.key, ''), COALESCE(p.key, ''), u.email FROM statement s
        JOIN app_user u ON u.id = s.app_user
        LEFT JOIN violation v ON v.id = s.violation LEFT JOIN point p ON p.id = s.point WHERE s.id = {}""",
        id_,
    )
    return codes


async def _one(sql: str, *values: Any) -> Statement | None:
    found = await tuples(sql, *values)
    return _statement(*found[0]) if found else None


def _statement(id_: int, act_id: int | None, number: str, state: str, version: int, tab: str, *rest: Any) -> Statement:
    text, place, point, noticed_at, meter, present, author, *names, saved_at, sent_at, answer, answered_at = rest
    said = Said(text, place, point, instant_out(noticed_at), Meter(meter), present)
    moments = instant_out(saved_at), instant_out(sent_at), answer, instant_out(answered_at)
    return Statement(
        id_, Subject(act_id), number, State(state), version, tab, said, author, " ".join(filter(None, names)), *moments
    )
