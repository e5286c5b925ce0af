"""An objection or a report is sent, once."""

from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.statements import IN_AN_HOUR, Kind, State, Statement, Subject, missing, number_of
from src.services.statements.drafting import Changed
from src.services.statements.leaving import leave_statement
from src.services.statements.letters import Letters, post_sent
from src.storage import engine, journal, violations
from src.storage.links import Violation
from src.storage.statements import reading, writing

HOUR = timedelta(hours=1)
EVENTS = {Kind.OBJECTION: Event.OBJECTION_SENT, Kind.REPORT: Event.VIOLATION_REPORTED}


class Incomplete(Exception):
    """`names` of what must still be written."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class TooMany(Exception):
    """So many have gone from this person within an hour."""


class NotNow(Exception):
    """The act was cancelled or hidden, its term is over, or somebody has objected to it already."""


@dataclass(frozen=True, slots=True)
class Office:
    """By whose clock numbers are given and days end, how many there are to object, and who writes the letters."""

    zone: ZoneInfo
    days: int
    letters: Letters


async def send(
    actor: Actor, contract: GuardedContract, office: Office, subject: Subject, id_: int, version: int
) -> Statement:
    """As it was sent; the same one for a second click. Raises Changed, Incomplete, NotNow, TooMany."""
    try:
        async with engine.transaction():
            if subject.act_id:
                await violations.hold(contract, subject.act_id)
            there = await _ready(contract, subject, id_, version)
            return there if there.number else await _send(actor, contract, office, there)
    except Violation as error:
        if error.constraint != "statement_objected":
            raise
        raise NotNow from error  # by the client to whom the act belonged before


async def _ready(contract: GuardedContract, subject: Subject, id_: int, version: int) -> Statement:
    """The draft that was looked over, whole; or what it has become already."""
    there = await writing.lock(contract, id_)
    if there is None or there.subject != subject:
        raise Changed(await reading.draft_of(contract, subject))
    if there.version != version and not there.number:
        raise Changed(there)
    if names := missing(subject.kind, there.said):
        raise Incomplete(names)
    return there


async def _send(actor: Actor, contract: GuardedContract, office: Office, draft: Statement) -> Statement:
    subject = draft.subject
    if subject.act_id and not await _may_object(actor, contract, office, subject.act_id):
        raise NotNow
    if await reading.count_sent(contract.user_id, actor.now - HOUR) >= IN_AN_HOUR:
        raise TooMany
    number = number_of(subject.kind, draft.id, actor.now.astimezone(office.zone))
    await writing.mark_sent(actor, draft.id, number)
    sent = replace(draft, number=number, state=State.SENT, sent_at=actor.now)
    await leave_statement(contract, sent, actor.now)
    await journal.note(actor, EVENTS[subject.kind], contract.id, statement=number)
    await post_sent(actor, contract, office.letters, sent)
    return sent


async def _may_object(actor: Actor, contract: GuardedContract, office: Office, act_id: int) -> bool:
    act = await violations.find(contract, act_id)
    if act is None or not act.may_be_objected_to(actor.now.astimezone(office.zone).date(), office.days):
        return False
    there = await reading.objection_to(contract, act_id)
    return there is None or not there.stands
