"""A journal for tests: lines of the cast, sealed or not."""

from datetime import timedelta

from src.domain.journal import Actor, Event
from src.domain.journal_seals import Sealer
from src.services.journal_sealing import Done, seal_waiting
from src.storage import journal
from src.storage.engine import execute, transaction
from tests.factories import NOW

KEY = Sealer(b"k" * 32)


async def act(
    person_id: int | None, contract_id: int | None = None, minutes: int = 0, event=Event.READINGS_SAVED, **of
):
    """One line of this person, so many minutes after NOW."""
    async with transaction():
        await journal.note(Actor(person_id, "192.0.2.7", NOW + timedelta(minutes=minutes)), event, contract_id, **of)


async def sealed(at_once: int = 500) -> Done:
    return await seal_waiting(KEY, NOW, at_once)


async def tamper(sql: str, *values) -> None:
    """What somebody does who can write to the base."""
    async with transaction():
        await execute(sql, *values)


async def filled(cast) -> None:
    """Lines 1 to 6: of Anna and Boris, in their contract and without one; 7 of Dmitry; 8 of nobody. In three rounds."""
    for number, person in enumerate((cast.anna, cast.boris, cast.anna, cast.boris, cast.anna, cast.boris)):
        await act(person.id, cast.contract.id if number != 4 else None, minutes=number)
        if number in {2, 4}:
            await sealed()
    await act(cast.dmitry.id, cast.foreign.id)
    await act(None, event=Event.SIGN_IN_FAILED)
    await sealed()
