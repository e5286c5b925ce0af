"""The journal «Действия»: lines are added in the transaction of what they tell of, and never changed."""

import json

from src.domain.journal import Actor, Event
from src.storage.engine import execute
from src.storage.forms import instant_in


async def note(actor: Actor, event: Event, contract_id: int | None = None, **details: int | str | None) -> None:
    """One line. `details` are ids, numbers and names of things, never names of people, secrets or values typed."""
    await execute(
        "INSERT INTO journal_line (at, app_user, contract, action, address, details) VALUES ({}, {}, {}, {}, {}, {})",
        instant_in(actor.now),
        actor.user_id,
        contract_id,
        event.value,
        actor.address[:45],
        json.dumps(details, ensure_ascii=False, sort_keys=True) if details else "",
    )
