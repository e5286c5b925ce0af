"""What clients do leaves for billing as a line of its noun, by one call inside the transaction that does it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from src.exchange import nouns
from src.exchange.nouns import Noun
from src.exchange.values import as_text
from src.storage import leaving, reconciliations
from src.storage.appeals import sent
from src.storage.leaving import LeavingFile

Taken = Callable[[Sequence[int], datetime], Awaitable[None]]
"""Told the subjects of the lines that billing has taken, and when, inside the transaction that notes it."""


async def nothing(subjects: Sequence[int], now: datetime) -> None:
    """Of most nouns nothing changes when billing has taken them."""


class Leaver(NamedTuple):
    """A noun of `out/`, and what becomes of its subjects when billing has taken their lines."""

    noun: Noun
    taken: Taken = nothing


LEAVERS: Final[Mapping[str, Leaver]] = {
    each.noun.name: each
    for each in (
        Leaver(nouns.SENT_APPEALS, sent.mark_taken),
        Leaver(nouns.SENT_CARD_PAYMENTS),
        Leaver(nouns.RECONCILIATION_REQUESTS, reconciliations.mark_taken),
        Leaver(nouns.SENT_SERVICE_ORDERS),
        Leaver(nouns.SENT_OBJECTIONS),
        Leaver(nouns.SENT_VIOLATION_REPORTS),
    )
}  # fmt: skip


async def leave(noun: Noun, row: Any, subject: int, files: Sequence[LeavingFile] = ()) -> None:
    """In the open transaction: this row goes out with the next delivery, and these files with it. `subject` is the id
    that `taken` will be told. Lines of one subject keep their order; none is changed once it was said."""
    if LEAVERS[noun.name].noun is not noun or type(row) is not noun.row:
        raise TypeError(f"{noun.name} has other rows")
    await leaving.put(noun.name, subject, [as_text(value) for value in row], files)


async def note_taken(delivery: int, now: datetime) -> None:
    """In the open transaction: billing has this delivery."""
    for name, subjects in (await leaving.subjects_of(delivery)).items():
        await LEAVERS[name].taken(subjects, now)
    await leaving.drop(delivery)
