"""What the supplier answers: taken in with a delivery, told by letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from src.domain.appeals import Answer, State, state_after
from src.domain.enclosures import NOTHING, Enclosure
from src.storage.engine import bound, execute, execute_many, rows, tuples
from src.storage.forms import instant_in, instant_out
from src.storage.imports import among, listed
from src.storage.in_force import OPEN, in_force


class Known(NamedTuple):
    """An appeal that a delivery names."""

    id: int
    number: str
    contract_id: int
    contract: str


class NewAnswer(NamedTuple):
    appeal: int
    answered_at: datetime
    state: State
    text: str
    deleted: bool
    file_name: str = ""
    kept: Enclosure = NOTHING


@dataclass(frozen=True, slots=True)
class Untold:
    """An answer that no letter has told of."""

    id: int
    appeal: int
    number: str
    author: int
    contract_id: int
    contract: str
    state: State
    text: str


async def of_appeal(appeal_id: int) -> list[Answer]:
    """In the order in which they were given."""
    found = await tuples(
        """SELECT id, text, state, answered_at, file_name FROM appeal_answer WHERE appeal = {} AND deleted = FALSE
        ORDER BY answered_at, id""",
        appeal_id,
    )
    return [Answer(id_, text, State(state), instant_out(at), file) for id_, text, state, at, file in found]


async def known(numbers: Iterable[str]) -> dict[str, Known]:
    """By number; `contract` is its key."""
    found = await tuples(
        f"""SELECT a.id, a.number, a.contract, c.key FROM appeal a JOIN contract c ON c.id = a.contract
        WHERE a.number IN {among(bound().dialect)}""",  # noqa: S608 our own words alone
        listed(numbers),
    )
    return {appeal.number: appeal for appeal in (Known(*row) for row in found)}


async def news(answers: Sequence[NewAnswer]) -> list[NewAnswer]:
    """Those that are not there already, word for word and file for file."""
    there = set(await given({each.appeal for each in answers}))
    return [each for each in answers if each not in there]


async def given(appeals: Iterable[int]) -> list[NewAnswer]:
    """All that these appeals have, hidden ones too."""
    found = await tuples(
        """SELECT appeal, answered_at, state, text, deleted, file_name, file, digest, size FROM appeal_answer
        WHERE appeal IN ({})""",
        sorted(appeals),
    )
    return [
        NewAnswer(appeal, instant_out(at), State(state), text, bool(deleted), name, Enclosure(*kept))
        for appeal, at, state, text, deleted, name, *kept in found
    ]


async def write(answers: Sequence[NewAnswer]) -> None:
    """Insert or replace by appeal and instant; each is told anew."""
    await execute_many(
        """INSERT INTO appeal_answer (appeal, answered_at, state, text, deleted, told, file_name, file, digest, size)
        VALUES ({}, {}, {}, {}, {}, FALSE, {}, {}, {}, {})
        ON CONFLICT (appeal, answered_at) DO UPDATE SET state = excluded.state, text = excluded.text,
            deleted = excluded.deleted, told = FALSE, file_name = excluded.file_name, file = excluded.file,
            digest = excluded.digest, size = excluded.size""",
        [_values(each) for each in answers],
    )


def _values(each: NewAnswer) -> tuple[Any, ...]:
    said = (each.appeal, instant_in(each.answered_at), each.state.value, each.text, each.deleted)
    return (*said, each.file_name, each.kept.file, each.kept.digest, each.kept.size)


async def recount_states(appeals: Sequence[int]) -> None:
    """The latest answer gives the state; what its client withdrew stays so."""
    found = await tuples(
        """SELECT a.id, a.state, a.sent_at, s.state, s.answered_at FROM appeal a
        LEFT JOIN appeal_answer s ON s.appeal = a.id AND s.deleted = FALSE WHERE a.id IN ({})""",
        list(appeals),
    )
    given: dict[int, list[tuple[State, datetime]]] = {}
    sent = {id_: at for id_, state, at, _, _ in found if state != State.WITHDRAWN}
    for id_, _, _, state, at in found:
        given.setdefault(id_, []).extend([(State(state), instant_out(at))] if state else [])
    changes = []
    for id_, sent_at in sent.items():
        state, since = state_after(given[id_])
        changes.append((state.value, instant_in(since) or sent_at, id_))
    await execute_many("UPDATE appeal SET state = {}, state_at = {} WHERE id = {} AND state <> 'withdrawn'", changes)


async def untold(limit: int) -> list[Untold]:
    found = await tuples(
        """SELECT s.id, a.id, a.number, a.app_user, c.id, c.number, s.state, s.text
        FROM (SELECT id, appeal, state, text FROM appeal_answer WHERE told = FALSE AND deleted = FALSE
            ORDER BY id LIMIT {}) s
        JOIN appeal a ON a.id = s.appeal JOIN contract c ON c.id = a.contract ORDER BY s.id""",
        limit,
    )
    return [
        Untold(id_, appeal, number, author, contract_id, contract, State(state), text)
        for id_, appeal, number, author, contract_id, contract, state, text in found
    ]


async def mark_told(answer_id: int) -> bool:
    """False: it has been told, or says something else now."""
    return bool(await execute("UPDATE appeal_answer SET told = TRUE WHERE id = {} AND told = FALSE", answer_id))


async def may_read(user_id: int, contract_id: int, now: datetime) -> bool:
    """Whether this person may see the contract's appeals at present."""
    found = await rows(
        f"""SELECT 1 AS yes FROM membership m JOIN contract c ON c.id = m.contract
        WHERE m.app_user = {{}} AND m.contract = {{}} AND m.role IN ('admin', 'submitter', 'accountant')
            AND {in_force("m")} AND {OPEN} AND c.deleted = FALSE""",  # noqa: S608 our own words alone
        user_id,
        contract_id,
        instant_in(now),
        instant_in(now),
    )
    return bool(found)
