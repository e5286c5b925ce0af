"""The workbook that came up, given back with its mistakes in red."""

import asyncio
from collections.abc import Callable, Sequence
from weakref import WeakValueDictionary

from src.domain.journal import Actor
from src.domain.uploads import Mistake, Upload
from src.domain.workbooks import WorkbookRefused
from src.gateways.kept import KeptFiles
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.services import throttling
from src.spreadsheets.mark import MOST_COMMENTS
from src.spreadsheets.tasks import MARK, Unanswered, raise_refusal, stretches
from src.storage.readings.upload_checks import mistakes_of

PAGE = 50
CPU_SECONDS = 15.0
"""Marking opens the workbook whole: ten thousand rows take four, on a slow machine more."""
FREE_FAILURES = 3
"""A workbook that cannot be marked costs a child all its time: who asks again and again waits."""
_AT_ONCE = 200
_MARKED = ".marked"
_turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
"""One marking of a person at a time; what is made once is kept."""


class NotMarked(Exception):
    """The machine has no time or memory for it now, or the file is gone."""


async def list_mistakes(upload: Upload, after: int) -> tuple[list[Mistake], int]:
    """Fifty of them from behind row `after`, and the row after which the next page begins, 0 where there is none."""
    found = await mistakes_of(upload, after, PAGE + 1)
    return found[:PAGE], found[PAGE - 1].row if len(found) > PAGE else 0


async def mark(
    actor: Actor, upload: Upload, files: KeptFiles, workshop: Workshop, words: Callable[[Mistake], str]
) -> bytes:
    """The bytes of the marked workbook; `words` says a mistake in plain text. Raises NotMarked."""
    if not upload.file:
        raise NotMarked
    target = files.path(upload.file, _MARKED)
    async with _turns.setdefault(upload.user_id, asyncio.Lock()):
        if not target.exists():
            if not files.path(upload.file).exists():
                raise NotMarked
            await _make(actor, upload, files, workshop, words)
    try:
        return await asyncio.to_thread(target.read_bytes)
    except FileNotFoundError as error:  # a newer upload has just pushed this one out
        raise NotMarked from error


async def _make(
    actor: Actor, upload: Upload, files: KeptFiles, workshop: Workshop, words: Callable[[Mistake], str]
) -> None:
    source, half = files.path(upload.file), files.half(upload.file)
    counter = throttling.key_of("marking", str(actor.user_id))
    try:
        await throttling.attempt({counter: FREE_FAILURES}, actor.now)
        marks = await _marks(upload, words)
        answer = await workshop.do(MARK, cpu_seconds=CPU_SECONDS, source=source, target=half, told=stretches(marks))
        raise_refusal(answer)
        await files.settle(half, files.path(upload.file, _MARKED))
    except (throttling.TooSoon, TooHard, Broken, Unanswered, WorkbookRefused, FileNotFoundError) as error:
        raise NotMarked from error
    finally:
        half.unlink(missing_ok=True)
    await throttling.take_back(counter)


async def _marks(upload: Upload, words: Callable[[Mistake], str]) -> list[Sequence[str]]:
    """Cells with their words; past those that get a comment the words are left out."""
    marks, after = list[Sequence[str]](), 0
    while some := await mistakes_of(upload, after, _AT_ONCE):
        marks += [(each.cell, words(each) if len(marks) < MOST_COMMENTS else "") for each in some]
        after = some[-1].row
    return marks
