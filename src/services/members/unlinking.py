"""«Отвязать договор»: a person leaves a contract; what was drafted and sent stays with it."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.access import Action, GuardedContract
from src.domain.journal import Actor, Event
from src.domain.members import ChangedMeanwhile, administered
from src.services.letters import Letters
from src.services.members import desk, freeing, listing, telling
from src.storage import journal
from src.storage.members import terms as storage


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would be left: `others` who have access, `stuck`: with nobody who administers the contract."""

    others: int
    stuck: bool
    version: int


async def look_ahead(contract: GuardedContract, now: datetime) -> Prospect:
    """What unlinking would do."""
    own = await listing.own_membership(contract, now)
    left = await storage.everybody(contract.id, now, but=contract.user_id)
    stuck = not administered(group.longest for group in left)
    return Prospect(sum(group.people for group in left), stuck, own.version)


def leaving(contract_id: int, version: int) -> str:
    """The name under which an unlinking is used up: a second click comes when the contract is not the person's."""
    return f"unlink {contract_id} {version}"


async def unlink(letters: Letters, actor: Actor, contract: GuardedContract, version: int) -> None:
    """`version`: of one's own membership, as the form was shown. Raises ChangedMeanwhile, LastAdministrator,
    NotYours."""
    async with desk.changing(actor, contract, Action.UNLINK):
        own = await listing.own_membership(contract, actor.now)
        if own.version != version:  # a form of before: another role, or left and given access anew
            raise ChangedMeanwhile(own)
        await desk.remember(actor, leaving(contract.id, version))
        await storage.end(contract.id, own, actor.now)
        await journal.note(actor, Event.CONTRACT_UNLINKED, contract.id, role=own.role.value)
        letter = telling.AccessLetter(telling.What.UNLINKED, (contract.number,), letters.link("/contracts"))
        await telling.post(letters, own.login, letter, actor.now)
        await freeing.free_if_left(letters, contract.id, actor.now)
