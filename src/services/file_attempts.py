"""How often one person may bring files: who brings many, or bad ones again and again, waits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final, NamedTuple

from src.domain.journal import Actor, Event
from src.services import throttling
from src.storage.journal import count_of_person

HOUR: Final = timedelta(hours=1)


class Allowance(NamedTuple):
    """Of files of a kind: how many an hour, as the journal tells, and how many refused ones in a row are free."""

    kind: str
    event: Event
    an_hour: int
    free: int
    refused: type[Exception]


class TooOften(Exception):
    """`seconds` until the next one may be brought."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


async def refuse_many(actor: Actor, allowance: Allowance) -> None:
    """Raises TooOften when this person has brought enough for an hour."""
    if await count_of_person(actor.user_id, allowance.event, actor.now - HOUR) >= allowance.an_hour:
        raise TooOften(int(HOUR.total_seconds()))


@asynccontextmanager
async def counted(actor: Actor, allowance: Allowance) -> AsyncIterator[None]:
    """An attempt is counted before it is judged, so that many at once are no way round; one that a refusal does not
    end is taken back from the count: a silent storage is nobody's fault. Raises TooOften."""
    counter = throttling.key_of(allowance.kind, str(actor.user_id))
    try:
        await throttling.attempt({counter: allowance.free}, actor.now)
    except throttling.TooSoon as error:
        raise TooOften(error.seconds) from error
    try:
        yield
    except allowance.refused:
        raise
    except Exception:
        await throttling.take_back(counter)
        raise
    await throttling.take_back(counter)
