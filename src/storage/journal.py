"""The journal «Действия»: lines are added in the transaction of what they tell of, and never changed."""

import json
from collections.abc import Mapping, Sequence

from src.domain.journal import Actor, Event
from src.storage.engine import execute, execute_many
from src.storage.forms import instant_in

Details = Mapping[str, int | str | None]


async def note(actor: Actor, event: Event, contract_id: int | None = None, **details: int | str | None) -> None:
    """One line. `details` are ids, numbers and names of things, never names of people, secrets or values typed."""
    await execute(_LINE, *_line(actor, event, contract_id, details))


async def note_each(actor: Actor, event: Event, lines: Sequence[tuple[int, Details]]) -> None:
    """A line for each contract with its details."""
    await execute_many(_LINE, [_line(actor, event, contract_id, details) for contract_id, details in lines])


_LINE = "INSERT INTO journal_line (at, app_user, contract, action, address, details) VALUES ({}, {}, {}, {}, {}, {})"


def _line(actor: Actor, event: Event, contract_id: int | None, details: Details) -> tuple[int | str | None, ...]:
    told = json.dumps(details, ensure_ascii=False, sort_keys=True) if details else ""
    return instant_in(actor.now), actor.user_id, contract_id, event.value, actor.address[:45], told
