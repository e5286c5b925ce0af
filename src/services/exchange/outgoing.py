"""What clients have sent leaves for billing: packed in the base, then written; acknowledged by an empty file.

The number is given in the transaction that takes the receipts and lines, and the folder is written from what was
packed alone. Its digest is noted before it appears: killed between any two steps, the next call knows what lies there
for its own and leaves it, or writes the same number with the same lines.
"""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from src.domain.clock import Clock
from src.exchange.folders import alone_in
from src.gateways.files.files import Files, FilesDown
from src.services.exchange.acknowledged import note_taken
from src.services.exchange.files_at_hand import FilesAtHand
from src.services.exchange.sent_files import write_delivery
from src.storage import engine, leaving, outgoing


@dataclass(frozen=True, slots=True)
class Sent:
    """Numbers of the deliveries that were written and of those that billing has taken; keys of files that are lost;
    why the storage of files is silent, '' if it is not."""

    written: list[int]
    taken: list[int]
    lost: tuple[str, ...] = ()
    silent: str = ""


async def send_out(folder: Path, files: Files, clock: Clock, zone: ZoneInfo) -> Sent:
    """One round: note what billing has taken, write what was packed, pack the rest. FolderBusy: another is at it."""
    at_hand = FilesAtHand(files)
    with alone_in(folder):
        taken = await note_taken(folder, clock)
        written: list[int] = []
        while numbers := await _to_write(at_hand, clock):
            written += [number for number in numbers if await _write(folder, number, at_hand, clock, zone)]
    return Sent(written, taken, tuple(at_hand.lost), at_hand.silent)


async def _write(folder: Path, number: int, at_hand: FilesAtHand, clock: Clock, zone: ZoneInfo) -> bool:
    """A storage that has fallen silent since it was packed keeps back what needs it; False: that was all of it."""
    try:
        await write_delivery(folder, number, at_hand, zone)
    except FilesDown as error:
        if (folder / f"{number:06}").exists():  # of a time when no digest was noted: it may be known to billing
            raise
        at_hand.fell_silent(error)
        async with engine.transaction():
            await leaving.let_wait(number)
            if await outgoing.give_up(number):
                return False
        await write_delivery(folder, number, at_hand, zone)
    async with engine.transaction():
        await outgoing.mark_written(number, clock())
    return True


async def _to_write(at_hand: FilesAtHand, clock: Clock) -> list[int]:
    """What an earlier call left unwritten, else a new pack."""
    if left := await outgoing.unwritten():
        return left
    lines = await at_hand.ready(await leaving.waiting())
    if not lines and at_hand.silent:  # however many of those stand in front
        lines = await leaving.waiting_without_files()
    async with engine.transaction():
        number = await outgoing.pack(clock(), lines)
    return [] if number is None else [number]
