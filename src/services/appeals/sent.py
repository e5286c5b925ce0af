"""An appeal that was sent, with its conversation; withdrawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import GuardedContract, Role
from src.domain.appeals import SENT, Answer, Appeal
from src.domain.attachments import Attachment, Thing
from src.domain.journal import Actor, Event
from src.services.access import known_id
from src.services.appeals.billing import Said, tell_billing
from src.storage import attachments, engine, journal
from src.storage.appeals import answers, sent


class NoSuchAppeal(Exception):
    """The contract has none of this number."""


class NotTheirs(Exception):
    """Whoever has sent it, and administrators, may do that."""


class Settled(Exception):
    """The supplier has done it, or it was withdrawn already."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """`may_withdraw`: this person may, and it is not too late."""

    appeal: Appeal
    files: Sequence[Attachment]
    answers: Sequence[Answer]
    may_withdraw: bool


async def show(contract: GuardedContract, appeal_id: int) -> Conversation:
    """Raises NoSuchAppeal."""
    appeal = await _find(contract, appeal_id)
    files = await attachments.list_of(contract, Thing(SENT, appeal.id))
    said = await answers.of_appeal(appeal.id)
    return Conversation(appeal, files, said, appeal.open and _is_theirs(contract, appeal))


async def withdraw(actor: Actor, contract: GuardedContract, appeal_id: int) -> None:
    """Raises NoSuchAppeal, NotTheirs for others than its author and administrators, Settled."""
    async with engine.transaction():
        appeal = await _find(contract, appeal_id)
        if not _is_theirs(contract, appeal):
            raise NotTheirs
        if not await sent.withdraw(contract, appeal.id, actor.now):
            raise Settled
        await tell_billing(actor, contract, Said(appeal.id, appeal.number, appeal.theme, appeal.text, "withdrawn"))
        await journal.note(actor, Event.APPEAL_WITHDRAWN, contract.id, appeal=appeal.number)


async def _find(contract: GuardedContract, appeal_id: int) -> Appeal:
    appeal = await sent.find(contract, appeal_id) if known_id(appeal_id) else None
    if appeal is None:
        raise NoSuchAppeal
    return appeal


def _is_theirs(contract: GuardedContract, appeal: Appeal) -> bool:
    return contract.role is Role.ADMIN or appeal.author == contract.user_id
