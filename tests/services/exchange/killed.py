"""Run as a program: one round of the exchange, killed one statement later each time, until it gets through.

`python -m tests.services.exchange.killed URL FOLDER` prints how often it died.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from src.gateways.files.folder import FolderFiles
from src.services.exchange import pace
from src.services.exchange.outgoing import send_out
from src.services.exchange.rounds import take_in
from src.storage import engine
from tests.factories import MOSCOW, NOW

BATCH = 7
"""Records, so that a small delivery has many transactions."""
MOST = 300


async def one_round(url: str, folder: Path) -> None:
    base = engine.open_base(url, 2)
    await base.start()
    kept = FolderFiles(kept_beside(folder))
    await take_in(folder / "in", kept, lambda: NOW, MOSCOW)
    await send_out(folder / "out", kept, lambda: NOW, MOSCOW)
    await base.stop()


def kept_beside(folder: Path) -> Path:
    """Where the files of documents go: under names that are others each time."""
    return folder.with_name(f"{folder.name}-kept")


def die_at(fatal: int) -> Callable[..., None]:
    """Takes the place of what the engine calls after every statement."""
    done = 0

    def after_statement(*_: object) -> None:
        nonlocal done
        done += 1
        if done == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    return after_statement


def in_a_child(url: str, folder: Path, fatal: int) -> int:
    """Its wait status."""
    child = os.fork()
    if child == 0:
        engine.note_all = die_at(fatal)  # type: ignore[assignment]
        asyncio.run(one_round(url, folder))
        os._exit(0)
    return os.waitpid(child, 0)[1]


def main(url: str, folder: str) -> None:
    pace._SMALLEST = pace._LARGEST = BATCH
    for fatal in range(1, MOST):
        status = in_a_child(url, Path(folder), fatal)
        if not os.WIFSIGNALED(status):
            sys.stdout.write(f"{fatal - 1}\n")
            sys.exit(os.WEXITSTATUS(status))
    sys.exit("never got through")


if __name__ == "__main__":
    main(*sys.argv[1:])
