"""What the supplier answers to appeals, and how far they are."""

from src.domain.appeals import State, fault_of_answer
from src.domain.enclosures import NOTHING, Enclosure
from src.domain.journal import Actor, Event
from src.exchange import nouns
from src.exchange.appeal_rows import AppealRow
from src.exchange.files import Read, Refusal, RefusedFile
from src.services.exchange.enclosures import Keeping
from src.services.exchange.loading import Moment, Prepared, refusal
from src.storage import journal
from src.storage.appeals import answers

FOLDER = "answers"
"""Of the files in the storage."""


class AppealsLoader:
    """An answer is known by its appeal and its instant."""

    noun = nouns.APPEALS
    table = "appeal_answer"

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        known = await answers.known({row.appeal for row in read.rows})
        there = {each[:2]: each.kept for each in await answers.given(appeal.id for appeal in known.values())}
        prepared, keeping = Prepared(), Keeping(moment.enclosing, FOLDER, moment.now)
        row: AppealRow
        for line, row in zip(read.lines, read.rows, strict=True):
            appeal = known.get(row.appeal)
            if fault := fault_of_answer(appeal.contract if appeal else None, row.contract):
                prepared.refused.append(refusal(line, row, fault))
                continue
            assert appeal is not None  # noqa: S101 it would be a fault
            held = there.get((appeal.id, row.answered_at), NOTHING)
            try:
                kept = held if row.deleted else await keeping.keep(row.file, held)
            except RefusedFile as refused:
                prepared.refused.append(Refusal(line, "file", refused.reason, row.file))
                continue
            prepared.values[appeal.id, row.answered_at] = (appeal, _answer(row, appeal.id, kept))
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        """A row that says nothing new is passed over, and tells nobody."""
        appeals: dict[int, answers.Known] = {new.appeal: appeal for appeal, new in prepared.values.values()}
        if fresh := await answers.news([new for _, new in prepared.values.values()]):
            await answers.write(fresh)
            await answers.recount_states(sorted({new.appeal for new in fresh}))
            lines: list[tuple[int, journal.Details]] = [
                (appeals[new.appeal].contract_id, {"appeal": appeals[new.appeal].number}) for new in fresh
            ]
            await journal.note_each(Actor(None, "", moment.now), Event.APPEAL_ANSWERED, lines)
        return []


def _answer(row: AppealRow, appeal_id: int, kept: Enclosure) -> answers.NewAnswer:
    status = State(row.status)
    return answers.NewAnswer(appeal_id, row.answered_at, status, row.answer, row.deleted, row.file, kept)
