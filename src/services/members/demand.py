"""«Требовать второй фактор»: the contract is then open to those alone who have one."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.services.letters import Envelope, Letters
from src.services.links import letter_name
from src.services.members.desk import administering
from src.services.members.telling import LIVES
from src.storage import demands, journal, second_factor

__all__ = ["FirstYourself", "demand", "without"]

NAMED = 20
WRITTEN_TO = 200
"""So many members without a second factor get a letter; the others are told by the contract's pages."""


class FirstYourself(Exception):
    """Only one who has a second factor may demand it of others, or nobody could take the demand back."""


@dataclass(frozen=True, slots=True)
class DemandLetter:
    number: str
    link: str


async def demand(letters: Letters, actor: Actor, contract: GuardedContract, demanding: bool) -> None:
    """Begin to demand it, or stop. A second click changes nothing. FirstYourself, NotYours, NotAllowed."""
    async with administering(actor, contract):
        if demanding and not await second_factor.has_any(contract.user_id):
            raise FirstYourself
        if not await demands.put(contract, demanding):
            return
        event = Event.SECOND_FACTOR_DEMANDED if demanding else Event.SECOND_FACTOR_NOT_DEMANDED
        await journal.note(actor, event, contract.id)
        if demanding:
            letter = DemandLetter(contract.number, letters.link("/profile/second-factor"))
            for each in await demands.without(contract, actor.now, WRITTEN_TO):
                envelope = Envelope(each.email, letter_name("demand"), actor.now, LIVES)
                await letters.post(envelope, "second_factor_demanded", letter)


async def without(contract: GuardedContract, now: datetime) -> tuple[list[demands.Without], bool]:
    """Members who have none, as many as are named, and whether there are others."""
    found = await demands.without(contract, now, NAMED + 1)
    return found[:NAMED], len(found) > NAMED
