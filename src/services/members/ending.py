"""End dates act by themselves: access ends with the day, and the worker tells it, once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from src.domain.clock import Clock
from src.domain.journal import Actor, Event
from src.services.letters import Letters
from src.services.members.freeing import free_if_left
from src.services.members.telling import NAMED, AccessLetter, What, name_of, post
from src.storage import engine, journal, memberships
from src.storage.members import ending as storage

PEOPLE: Final = 100
AT_ONCE: Final = 200
"""Contracts of one person in one transaction."""


async def tell_ended(letters: Letters, clock: Clock) -> int:
    """Journal, a letter to the person, one to each administrator; how many ends were told."""
    told = 0
    while people := await storage.people_due(clock(), PEOPLE):
        for user_id in people:
            told += await _tell_of(letters, Actor(None, "", clock()), user_id)
    return told


async def _tell_of(letters: Letters, actor: Actor, user_id: int) -> int:
    async with engine.transaction():
        due = await storage.contracts_due(user_id, actor.now, AT_ONCE)
        for contract_id in due:
            await memberships.lock_contract(contract_id)
        ended = await storage.take(user_id, due, actor.now)
        if ended:
            lines = [(each.contract_id, {"user": user_id, "role": each.role.value}) for each in ended]
            await journal.note_each(actor, Event.ACCESS_ENDED, lines)
            await _post(letters, actor, user_id, ended)
    return len(ended)


async def _post(letters: Letters, actor: Actor, user_id: int, ended: Sequence[storage.Ended]) -> None:
    own = _letter(letters, What.ENDED, ended)
    name = f"access-ended.{ended[0].member_id}.{ended[0].version}"
    await post(letters, await memberships.login_of(user_id), own, actor.now, name)
    about, theirs = await name_of(user_id), defaultdict[str, list[storage.Ended]](list)
    for each in ended:
        for administrator in await memberships.administrators(each.contract_id, actor.now):
            theirs[administrator.email].append(each)
        await free_if_left(letters, each.contract_id, actor.now)
    for recipient, contracts in theirs.items():
        await post(letters, recipient, _letter(letters, What.ENDED_FOR_OTHERS, contracts, about), actor.now)


def _letter(letters: Letters, what: What, ended: Sequence[storage.Ended], about: str = "") -> AccessLetter:
    numbers = [each.number for each in ended[:NAMED]]
    path = f"/contracts/{ended[0].contract_id}/access" if about and len(ended) == 1 else "/contracts"
    return AccessLetter(what, numbers, letters.link(path), about=about, others=len(ended) - len(numbers))
