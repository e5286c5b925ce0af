"""Answers to objections and reports come in by their numbers, and are told of once."""

import pytest

from src.domain.exchange import Reason
from src.storage.engine import rows
from tests import factories
from tests.acts import act
from tests.deliveries import deliver, report
from tests.services.people import events
from tests.statements import sent

ROW = "{number};{contract};{status};{answer};2026-11-25T10:00:00+03:00;{deleted}"
USUAL = {"number": "СН-1", "contract": "C1", "status": "granted", "answer": "Проверили", "deleted": "0"}


def line(**changes: str) -> str:
    return ROW.format(**{**USUAL, **changes})


@pytest.fixture
async def load(inbox, take, directory):
    """A delivery with these rows after a report was sent; gives the lines of its report."""
    [contract] = await rows("SELECT id FROM contract WHERE key = 'C1'")
    anna, numbers = await factories.user("anna@vega.example"), iter(range(1, 9))
    await sent(contract["id"], anna, number="СН-1")
    await sent(contract["id"], anna, number="СН-2", state="withdrawn")

    async def come(*lines: str) -> list[str]:
        path = deliver(inbox, f"00{next(numbers)}", violation_answers=list(lines))
        await take()
        return report(path)

    return come


async def stored() -> tuple[object, ...]:
    [row] = await rows("SELECT state, answer, answered_at, told FROM statement WHERE number = 'СН-1'")
    return row["state"], row["answer"], row["answered_at"] is not None, bool(row["told"])


async def test_an_answer_is_kept_and_is_to_be_told(load):
    assert await load(line()) == []
    assert await stored() == ("granted", "Проверили", True, False)
    [told] = await rows("SELECT action, app_user FROM journal_line")
    assert (told["action"], told["app_user"]) == ("violation_report_answered", None)
    assert await load(line()) == []
    assert len(await rows("SELECT id FROM journal_line")) == 1


async def test_an_answer_to_an_objection_is_noted_as_such(load):
    [there] = await rows("SELECT contract, app_user FROM statement WHERE number = 'СН-1'")
    await sent(there["contract"], there["app_user"], await act(there["contract"]), "ВН-1")
    assert await load(line(number="ВН-1")) == []
    assert await events() == ["objection_answered"]


async def test_a_later_word_takes_the_place_and_a_deleted_one_takes_it_back(load):
    await load(line(status="in_work", answer=""))
    await load(line(status="declined", answer="Пломба цела"))
    assert await stored() == ("declined", "Пломба цела", True, False)
    await load(line(deleted="1"))
    assert await stored() == ("sent", "", False, True)


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"number": "СН-9"}, "number", Reason.NO_SUCH_STATEMENT),
        ({"contract": "C2"}, "contract", Reason.NOT_OF_CONTRACT),
        ({"number": "СН-2"}, "status", Reason.STATUS_FINAL),
        ({"answer": ""}, "answer", Reason.EMPTY),
        ({"status": "sent"}, "status", Reason.UNKNOWN_WORD),
    ],
)
async def test_a_row_is_refused_alone(load, changes, column, reason):
    [refused] = await load(line(**changes))
    assert refused.startswith(f"violation_answers.csv;2;{column};{reason.value}")
