"""Letters that tell of the supplier's answers."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.appeals import STATES
from src.domain.clock import Clock
from src.domain.notices import Notice
from src.services.appeals.letters import LIVES
from src.services.letters import Envelope, Letters
from src.services.notices import post
from src.storage import engine, users
from src.storage.appeals import answers

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class AnswerLetter:
    """The answer itself is read in the portal."""

    number: str
    contract: str
    state: str
    answered: bool
    link: str


async def tell(letters: Letters, clock: Clock) -> int:
    """Write the letters about answers that are due, each in a transaction of its own; how many there were."""
    told = 0
    while untold := await answers.untold(AT_ONCE):
        for each in untold:
            async with engine.transaction():
                told += await _tell(letters, each, clock())
    return told


async def _tell(letters: Letters, each: answers.Untold, now: datetime) -> bool:
    """Whoever has lost the contract since is passed over in silence."""
    if not await answers.mark_told(each.id) or not await answers.may_read(each.author, each.contract_id, now):
        return False
    person = await users.find(each.author)
    if person is None:
        return False
    link = letters.link(f"/contracts/{each.contract_id}/appeals/{each.appeal}")
    said = AnswerLetter(each.number, each.contract, STATES[each.state], bool(each.text), link)
    envelope = Envelope(person.email, f"appeal.{each.id}.{now:%Y%m%d%H%M%S%f}", now, LIVES)
    await post(letters, person, Notice.APPEAL, envelope, "appeal_answered", said)
    return True
