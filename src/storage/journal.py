"""The journal «Действия»: lines are added in the transaction of what they tell of, and never changed."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from src.domain.journal import Actor, Event
from src.storage.engine import execute, execute_many, tuples
from src.storage.forms import instant_in

Details = Mapping[str, int | str | None]


async def note(actor: Actor, event: Event, contract_id: int | None = None, **details: int | str | None) -> None:
    """One line. `details` are ids, numbers and names of things, never names of people, secrets or values typed;
    an operator of the supplier goes by the sign that he gives."""
    await execute(_LINE, *_line(actor, event, contract_id, details))


async def note_each(actor: Actor, event: Event, lines: Sequence[tuple[int, Details]]) -> None:
    """A line for each contract with its details."""
    await execute_many(_LINE, [_line(actor, event, contract_id, details) for contract_id, details in lines])


async def count_of_person(user_id: int | None, event: Event, since: datetime) -> int:
    """How often this person has done this since then, in all contracts."""
    found = await tuples(
        "SELECT COUNT(*) FROM journal_line WHERE app_user = {} AND action = {} AND at > {}",
        user_id,
        event.value,
        instant_in(since),
    )
    return int(found[0][0])


_LINE = "INSERT INTO journal_line (at, app_user, contract, action, address, details) VALUES ({}, {}, {}, {}, {}, {})"


def _line(actor: Actor, event: Event, contract_id: int | None, details: Details) -> tuple[int | str | None, ...]:
    told = json.dumps(details, ensure_ascii=False, sort_keys=True) if details else ""
    return instant_in(actor.now), actor.user_id, contract_id, event.value, actor.address[:45], told
