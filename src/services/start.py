"""The start page: every block loads on its own, and none can hold up or bring down the others."""

import asyncio
import logging
from dataclasses import dataclass
from enum import StrEnum

from src.services.blocks import readings
from src.services.blocks.all import BLOCKS, BY_NAME, Block
from src.services.blocks.readings import Due
from src.services.blocks.viewer import Viewer
from src.storage.blocks import states as storage
from src.storage.engine import transaction

PATIENCE = 2.0
"""Seconds that a block may take."""


class BlockState(StrEnum):
    OPEN = "open"
    FOLDED = "folded"
    TRAY = "tray"


class Trouble(StrEnum):
    NONE = ""
    SLOW = "slow"
    FAILED = "failed"


class NoSuchBlock(LookupError):
    """The name of a block that this portal does not have."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as it stands on the screen; `content` only when it is open and there is no trouble."""

    block: Block
    state: BlockState
    content: object | None = None
    trouble: Trouble = Trouble.NONE


@dataclass(frozen=True, slots=True)
class Start:
    """All the blocks in their order, and what must not be missed."""

    blocks: tuple[Shown, ...]
    due: Due | None

    @property
    def tray(self) -> tuple[Block, ...]:
        return tuple(shown.block for shown in self.blocks if shown.state is BlockState.TRAY)


async def start_page(viewer: Viewer) -> Start:
    states = await storage.block_states(viewer.user_id)
    shown = await asyncio.gather(*(show(block, BlockState(states.get(block.name, "open")), viewer) for block in BLOCKS))
    due = next((each.content for each in shown if isinstance(each.content, Due)), None)
    if due is None and viewer.current is not None:
        due = await _due_alone(viewer)
    return Start(tuple(shown), due)


async def _due_alone(viewer: Viewer) -> Due | None:
    """What is urgent is said even when its block is put away."""
    shown = await show(BY_NAME["readings"], BlockState.OPEN, viewer)
    return shown.content if isinstance(shown.content, readings.Due) else None


async def show(block: Block, state: BlockState, viewer: Viewer) -> Shown:
    """The block with its content; late or failing, it says so instead."""
    if state is not BlockState.OPEN:
        return Shown(block, state)
    try:
        async with asyncio.timeout(PATIENCE):
            return Shown(block, state, await block.load(viewer))
    except TimeoutError:
        return Shown(block, state, trouble=_tell(block, Trouble.SLOW))
    except Exception:  # a fault of one block must not take the page away
        return Shown(block, state, trouble=_tell(block, Trouble.FAILED))


def _tell(block: Block, trouble: Trouble) -> Trouble:
    logging.getLogger("kabinet").exception("block", extra={"fields": {"block": block.name, "trouble": trouble.value}})
    return trouble


async def show_one(name: str, viewer: Viewer) -> Shown:
    """One block as this person left it; raises NoSuchBlock."""
    block = find_block(name)
    states = await storage.block_states(viewer.user_id)
    return await show(block, BlockState(states.get(name, "open")), viewer)


async def put(name: str, state: BlockState, viewer: Viewer) -> tuple[Shown, tuple[Block, ...]]:
    """Fold the block, take it to the tray or bring it back; the block and the tray as they are then."""
    block = find_block(name)
    async with transaction():
        if state is BlockState.OPEN:
            await storage.open_block(viewer.user_id, name)
        else:
            await storage.set_block_state(viewer.user_id, name, state)
        states = await storage.block_states(viewer.user_id)
    tray = tuple(each for each in BLOCKS if states.get(each.name) == BlockState.TRAY)
    return await show(block, state, viewer), tray


def find_block(name: str) -> Block:
    if name not in BY_NAME:
        raise NoSuchBlock(name)
    return BY_NAME[name]
