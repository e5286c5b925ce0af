"""What the supplier answers to objections and reports, and who is still to be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from src.domain.statements import Kind, State
from src.storage.engine import bound, execute, tuples
from src.storage.forms import instant_in
from src.storage.imports import among, listed
from src.storage.in_force import OPEN, in_force


class Known(NamedTuple):
    """`contract`: billing's code of it."""

    id: int
    number: str
    kind: Kind
    state: State
    contract: str
    contract_id: int


class NewAnswer(NamedTuple):
    """`answered_at` None: what was answered is taken back."""

    id: int
    state: State
    text: str
    answered_at: datetime | None


class Untold(NamedTuple):
    """Whoever wrote it is to hear of an answer; `reads`: has the contract still. `act_id` of an objection."""

    id: int
    number: str
    kind: Kind
    state: State
    act_id: int | None
    contract_id: int
    contract: str
    author: int
    reads: bool


async def known(numbers: Iterable[str]) -> dict[str, Known]:
    """Those that were sent, by number."""
    found = await tuples(
        f"""SELECT s.id, s.number, s.kind, s.state, c.key, c.id FROM statement s JOIN contract c ON c.id = s.contract
        WHERE s.number <> '' AND s.number IN {among(bound().dialect)}""",  # noqa: S608
        listed(numbers),
    )
    return {number: Known(id_, number, Kind(kind), State(state), *of) for id_, number, kind, state, *of in found}


async def write(new: NewAnswer) -> bool:
    """False: it says what is known already, or its client has withdrawn what it answers."""
    at = instant_in(new.answered_at)
    return bool(
        await execute(
            """UPDATE statement SET state = {}, answer = {}, answered_at = {}, told = {}
            WHERE id = {} AND state NOT IN ('draft', 'withdrawn')
                AND (state <> {} OR answer <> {} OR COALESCE(answered_at, 0) <> {})""",
            new.state.value,
            new.text,
            at,
            at is None,
            new.id,
            new.state.value,
            new.text,
            at or 0,
        )
    )


_UNTOLD: Final = f"""SELECT s.id, s.number, s.kind, s.state, s.violation, c.id, c.number, s.app_user,
        EXISTS (SELECT 1 FROM membership m WHERE m.app_user = s.app_user AND m.contract = s.contract
            AND {in_force("m")} AND {OPEN}) AND c.deleted = FALSE
    FROM statement s JOIN contract c ON c.id = s.contract
    WHERE s.told = FALSE ORDER BY s.id LIMIT {{}}"""  # noqa: S608 our own words alone


async def untold(now: datetime, limit: int) -> list[Untold]:
    at = instant_in(now)
    found = await tuples(_UNTOLD, at, at, limit)
    return [Untold(id_, number, Kind(kind), State(state), *rest) for id_, number, kind, state, *rest in found]


async def mark_told(id_: int) -> bool:
    """False: another worker was quicker."""
    return bool(await execute("UPDATE statement SET told = TRUE WHERE id = {} AND told = FALSE", id_))
