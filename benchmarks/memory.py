"""Load the deliveries of some inboxes in a process of its own and print its peak memory in MB."""

import asyncio
import sys
from pathlib import Path

from benchmarks.deliveries import NOW, ZONE
from src.gateways.files.folder import FolderFiles
from src.services.exchange.incoming import load
from src.storage.engine import open_base


async def main(url: str, *inboxes: str) -> None:
    base = open_base(url, 4)
    await base.start()
    for inbox in inboxes:
        for outcome in await load(Path(inbox), FolderFiles(Path(inbox)), lambda: NOW, ZONE):
            assert (outcome.state, outcome.refused) == ("done", 0), outcome
    await base.stop()
    print(peak_megabytes())


def peak_megabytes() -> float:
    """Of this program alone: getrusage would also count the process that started it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
