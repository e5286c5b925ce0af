"""The button «Отправить в расчёт» of a form that may hold values not saved yet: they are saved first."""

from collections.abc import Mapping

from src.domain.access import GuardedContract
from src.domain.cells import Cell
from src.domain.journal import Actor
from src.services.readings import openings
from src.services.readings.receipt_letter import Office
from src.services.readings.review import Review
from src.services.readings.saving import Saved, save
from src.services.readings.sending import Asked, send
from src.services.readings.sheet import Head


async def submit(
    actor: Actor, contract: GuardedContract, office: Office, head: Head, asked: Asked, cells: Mapping[int, Cell]
) -> str | Review | Saved:
    """As `send`; what was saved comes back when cells had changed meanwhile: the person must look first.

    Raises what `save` and `send` raise.
    """
    if cells:
        saved = await (openings.save if asked.opening else save)(actor, contract, head, cells)
        if saved.refused:
            return saved
    return await send(actor, contract, office, asked)
