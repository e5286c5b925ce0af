"""Appeals that were sent: one of them, adding, withdrawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from src.domain.access import GuardedContract
from src.domain.appeals import Appeal, State, Theme
from src.domain.journal import Actor, Event
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in, instant_out
from src.storage.journal import count_of_person

_WHO = "u.family_name, u.given_name, u.patronymic"


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """`sent_on`: the supplier's day."""

    token: str
    theme: Theme
    text: str
    sent_on: date


async def of_form(contract: GuardedContract, token: str) -> int | None:
    """The id of what this form has sent already."""
    found = await rows(
        "SELECT id FROM appeal WHERE app_user = {} AND token = {} AND contract = {}",
        contract.user_id,
        token,
        contract.id,
    )
    return int(found[0]["id"]) if found else None


async def add(actor: Actor, contract: GuardedContract, new: NewAppeal) -> tuple[int, str]:
    """Its id, and the number that it gets; Violation when the form has been sent."""
    at = instant_in(actor.now)
    found = await rows(
        """INSERT INTO appeal (number, contract, app_user, token, theme, text, state, sent_at, sent_on, state_at,
            deleted)
        VALUES ({}, {}, {}, {}, {}, {}, 'processing', {}, {}, {}, FALSE) RETURNING id""",
        f"+{new.token}",
        contract.id,
        contract.user_id,
        new.token,
        new.theme.value,
        new.text,
        at,
        new.sent_on,
        at,
    )
    id_ = int(found[0]["id"])
    number = f"A-{id_:06}"
    await execute("UPDATE appeal SET number = {} WHERE id = {}", number, id_)
    return id_, number


async def find(contract: GuardedContract, appeal_id: int) -> Appeal | None:
    found = await tuples(
        f"""SELECT a.id, a.number, a.theme, a.text, a.state, a.sent_at, a.state_at, a.taken_at, a.app_user, {_WHO}
        FROM appeal a JOIN app_user u ON u.id = a.app_user WHERE a.id = {{}} AND a.contract = {{}}""",  # noqa: S608 our own words
        appeal_id,
        contract.id,
    )
    return _appeal(found[0]) if found else None


async def withdraw(contract: GuardedContract, appeal_id: int, now: datetime) -> bool:
    """False: it was done or withdrawn already."""
    return bool(
        await execute(
            """UPDATE appeal SET state = 'withdrawn', state_at = {} WHERE id = {} AND contract = {}
            AND state IN ('processing', 'working')""",
            instant_in(now),
            appeal_id,
            contract.id,
        )
    )


async def mark_taken(appeals: Sequence[int], now: datetime) -> None:
    await execute(
        "UPDATE appeal SET taken_at = {} WHERE id IN ({}) AND taken_at IS NULL", instant_in(now), list(appeals)
    )


async def count_in_hour(actor: Actor) -> int:
    """How many this person has sent, in all contracts."""
    return await count_of_person(actor.user_id, Event.APPEAL_SENT, actor.now - timedelta(hours=1))


def _appeal(row: Sequence[Any]) -> Appeal:
    id_, number, theme, text, state, sent, since, taken, author, *who = row
    moments = instant_out(sent), instant_out(since), instant_out(taken)
    return Appeal(id_, number, Theme(theme), text, State(state), *moments, author, " ".join(filter(None, who)))
