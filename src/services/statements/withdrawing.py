"""What was sent is taken back, while the supplier has not decided."""

from src.domain.access import Action, GuardedContract, Role
from src.domain.journal import Actor, Event
from src.domain.statements import Kind, Statement
from src.services.statements.leaving import leave_statement
from src.storage import engine, journal
from src.storage.statements import writing

EVENTS = {Kind.OBJECTION: Event.OBJECTION_WITHDRAWN, Kind.REPORT: Event.VIOLATION_REPORT_WITHDRAWN}


class NotTheirs(Exception):
    """Somebody else has sent it, and this person does not administer the contract."""


class Decided(Exception):
    """The supplier has answered, or it was withdrawn before."""


def may_withdraw(contract: GuardedContract, it: Statement) -> bool:
    """Whoever wrote it, and administrators; while the supplier has not decided."""
    return it.may_be_withdrawn and contract.may(Action.OBJECT) and _is_theirs(contract, it)


async def withdraw(actor: Actor, contract: GuardedContract, it: Statement) -> None:
    """Raises NotTheirs, Decided."""
    if not _is_theirs(contract, it):
        raise NotTheirs
    async with engine.transaction():
        if not await writing.withdraw(contract, it.id):
            raise Decided
        await leave_statement(contract, it, actor.now, withdrawn=True)
        await journal.note(actor, EVENTS[it.subject.kind], contract.id, statement=it.number)


def _is_theirs(contract: GuardedContract, it: Statement) -> bool:
    return contract.role is Role.ADMIN or it.author == contract.user_id
