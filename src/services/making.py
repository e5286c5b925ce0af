"""Making workbooks: what a maker is given and tells, and the orders that are made one after another."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeAlias

from src.domain.access import Action, GuardedContract
from src.domain.clock import Clock
from src.domain.orders import Kind, Order, Stage
from src.gateways.kept import KeptFiles
from src.services import access
from src.storage import orders
from src.storage.engine import transaction

HELD_FOR: Final = timedelta(minutes=2)
"""A making that says nothing for so long has died, and another one begins."""
MOST_TRIES: Final = 3
TOLD_EVERY: Final = 0.5
"""Seconds."""
LARGEST: Final = 64 * 2**20
"""Bytes; a child writes no more."""


Told: TypeAlias = Callable[[Stage, int, int], Awaitable[None]]
"""Hears how far a maker is: so many of so many lines at this stage, of 0 where nobody knows how many there are."""


@dataclass(frozen=True, slots=True)
class Making:
    """What is made, for whom, and where it is to be written."""

    contract: GuardedContract
    asked: Mapping[str, str]
    now: datetime
    target: Path
    told: Told


Maker: TypeAlias = Callable[[Making], Awaitable[None]]
"""Raises NotWritten."""
Makers: TypeAlias = Mapping[Kind, Maker]


class NotWritten(Exception):
    """The machine has no time or memory for it now."""


class Overtaken(Exception):
    """The order is not this one's any more."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What orders are made with; `spare`: where a workbook is written before it is kept."""

    clock: Clock
    makers: Makers
    files: KeptFiles
    spare: KeptFiles


async def nobody(_stage: Stage, _done: int, _lines: int) -> None:
    """Told how far it is where its person waits for it in the request."""


async def make_next(at: Workplace) -> bool:
    """Make the order that waits longest; False when none waits."""
    now = at.clock()
    async with transaction():
        order = await orders.claim(now, now + HELD_FOR)
    if order is None:
        return False
    try:
        await _make(at, order)
    except Overtaken:
        pass  # it took so long that another one has begun
    except (NotWritten, access.NotYours, access.NotAllowed):
        async with transaction():
            await orders.fail(order)
    return True


async def _make(at: Workplace, order: Order) -> None:
    """By the rights that its person has now. Raises NotWritten; after any other mistake the order is tried again."""
    if order.tries > MOST_TRIES:
        raise NotWritten
    contract = await access.guard_contract(order.user_id, order.contract_id, Action.VIEW, at.clock())
    if contract.role.value != order.role:
        raise access.NotAllowed
    async with at.spare.place() as target:
        await at.makers[order.wish.kind](Making(contract, order.wish.asked, at.clock(), target, _teller(at, order)))
        kept = await at.files.take(target, LARGEST)
    async with transaction():
        finished = await orders.finish(order, at.clock(), kept.name)
    if not finished:
        await at.files.drop([kept.name])


def _teller(at: Workplace, order: Order) -> Told:
    """Writes down at once that another stage has begun, and else no more often than a person looks."""
    stage_told, told_at = Stage.WAITING, 0.0

    async def told(stage: Stage, done: int, lines: int) -> None:
        nonlocal stage_told, told_at
        now = asyncio.get_running_loop().time()
        if stage is stage_told and now < told_at + TOLD_EVERY:
            return
        stage_told, told_at = stage, now
        async with transaction():
            if not await orders.advance(order, at.clock() + HELD_FOR, stage, done, lines):
                raise Overtaken

    return told


async def watched(work: Awaitable[object], look: Callable[[], Awaitable[None]], every: float = 1.0) -> None:
    """Wait for the work, and look at it again and again; it ends with whoever waits."""
    task = asyncio.ensure_future(work)
    try:
        while not (await asyncio.wait({task}, timeout=every))[0]:
            await look()
        await task
    finally:
        task.cancel()
