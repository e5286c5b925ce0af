"""What the supplier answers to appeals, and how far they are."""

from src.domain.appeals import State
from src.domain.directory import Fault
from src.domain.exchange import Reason
from src.domain.journal import Actor, Event
from src.exchange import nouns
from src.exchange.appeal_rows import AppealRow
from src.exchange.files import Read, Refusal
from src.services.exchange.loading import Moment, Prepared, refusal
from src.storage import journal
from src.storage.appeals import answers


class AppealsLoader:
    """An answer is known by its appeal and its instant."""

    noun = nouns.APPEALS
    table = "appeal_answer"

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        known = await answers.known({row.appeal for row in read.rows})
        prepared = Prepared()
        row: AppealRow
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := _fault(row, known):
                prepared.refused.append(refusal(line, row, fault))
                continue
            appeal = known[row.appeal]
            new = answers.NewAnswer(appeal.id, row.answered_at, State(row.status), row.answer, row.deleted)
            prepared.values[new[:2]] = (appeal, new)
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


def _fault(row: AppealRow, known: dict[str, answers.Known]) -> Fault | None:
    appeal = known.get(row.appeal)
    if appeal is None:
        return "appeal", Reason.NO_SUCH_APPEAL
    return None if appeal.contract == row.contract else ("contract", Reason.OTHER_CONTRACT_OF_APPEAL)
