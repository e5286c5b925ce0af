"""A person who ends the account leaves all contracts; what was drafted and sent stays with them."""

from collections.abc import Sequence

from src.domain.journal import Actor, Event
from src.services.letters import Letters
from src.services.members import desk, freeing
from src.storage import journal
from src.storage.members import terms


async def leave(letters: Letters, actor: Actor, contract_ids: Sequence[int]) -> None:
    """In the transaction that has locked these contracts. LastAdministrator when one of them, which billing has
    not deleted, would have nobody who administers it."""
    ended = await terms.end_all(actor.person, contract_ids, actor.now)
    await journal.note_each(actor, Event.CONTRACT_UNLINKED, [(contract_id, {}) for contract_id in ended])
    for contract_id in await terms.living(ended):
        await desk.keep_administered(contract_id, actor.now)
        await freeing.free_if_left(letters, contract_id, actor.now)
