"""What processes of the portal do about the exchange, that may be killed meanwhile."""

from __future__ import annotations

from pathlib import Path

from src.gateways.files.folder import FolderFiles
from src.services.exchange import pace
from src.services.exchange.outgoing import Sent, send_out
from src.services.exchange.rounds import take_in
from tests.factories import MOSCOW, NOW

BATCH = 7
"""Records, so that a small delivery has many transactions."""


async def one_round(folder: Path) -> None:
    pace._SMALLEST = pace._LARGEST = BATCH
    await take_in(folder / "in", kept_beside(folder), lambda: NOW, MOSCOW)
    await send(folder)


async def send(folder: Path) -> Sent:
    return await send_out(folder / "out", kept_beside(folder), lambda: NOW, MOSCOW)


def kept_beside(folder: Path) -> FolderFiles:
    """Where the files of documents go: under names that are others each time."""
    return FolderFiles(folder.with_name(f"{folder.name}-kept"))
