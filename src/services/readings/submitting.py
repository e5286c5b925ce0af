"""The button «Отправить в расчёт» of a form that may hold values not saved yet: they are saved first."""

from collections.abc import Mapping

from src.domain.access import GuardedContract
from src.domain.cells import Cell
from src.domain.journal import Actor
from src.services.readings.review import Review
from src.services.readings.saving import Saved, save
from src.services.readings.sending import Asked, Office, send
from src.services.readings.sheet import Head


async def submit(
    actor: Actor, contract: GuardedContract, office: Office, head: Head, asked: Asked, cells: Mapping[int, Cell]
) -> str | Review | Saved:
    """As `send`; what was saved comes back when cells had changed meanwhile: the person must look first.

    Raises what `save` and `send` raise.
    """
    if cells:
        saved = await save(actor, contract, office.settings, head, cells)
        if saved.conflicts:
            return saved
    return await send(actor, contract, office, asked)
