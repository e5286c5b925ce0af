"""What the supplier answers to objections and to reports of violations."""

from src.domain.directory import Fault
from src.domain.exchange import Reason
from src.domain.journal import Actor, Event
from src.domain.statements import ANSWERED, Kind, State
from src.exchange import nouns
from src.exchange.files import Read, Refusal
from src.exchange.violation_rows import ViolationAnswerRow
from src.services.exchange.loading import Moment, Prepared, refusal
from src.storage import journal
from src.storage.statements import answers as storage

EVENTS = {Kind.OBJECTION: Event.OBJECTION_ANSWERED, Kind.REPORT: Event.VIOLATION_REPORT_ANSWERED}


class ViolationAnswersLoader:
    """One answer to each; a later row takes its place, a deleted one takes it back."""

    noun = nouns.VIOLATION_ANSWERS
    table = "statement"

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        known = await storage.known({row.number for row in read.rows})
        prepared = Prepared()
        row: ViolationAnswerRow
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := _fault(row, known):
                prepared.refused.append(refusal(line, row, fault))
                continue
            there = known[row.number]
            new = storage.NewAnswer(there.id, State(row.status), row.answer, row.answered_at)
            prepared.values[there.id] = there, storage.NewAnswer(there.id, State.SENT, "", None) if row.deleted else new
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        """A row that says nothing new tells nobody."""
        for there, new in prepared.values.values():
            if await storage.write(new) and new.answered_at:
                actor = Actor(None, "", moment.now)
                await journal.note(actor, EVENTS[there.kind], there.contract_id, statement=there.number)
        return []


def _fault(row: ViolationAnswerRow, known: dict[str, storage.Known]) -> Fault | None:
    there = known.get(row.number)
    if there is None:
        return "number", Reason.NO_SUCH_STATEMENT
    if there.contract != row.contract:
        return "contract", Reason.NOT_OF_CONTRACT
    if there.state is State.WITHDRAWN:
        return "status", Reason.STATUS_FINAL
    return ("answer", Reason.EMPTY) if State(row.status) in ANSWERED and not row.answer else None
