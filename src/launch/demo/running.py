"""`./run`: the portal with invented data, a mailbox for its letters and a bank, on this machine alone."""

import asyncio
import sys
from collections.abc import Mapping

from src.launch.demo import notes
from src.launch.demo.data import prepare
from src.launch.demo.settings import complete, demo_settings, with_bank
from src.launch.listening import listen
from src.launch.sandboxes import bank, mailbox
from src.launch.server import serve_on


def run(environment: Mapping[str, str]) -> None:
    """Make what is missing, write `demo.json`, serve until TERM; the sandboxes end with the server."""
    given = demo_settings(environment)
    given.data_dir.mkdir(parents=True, exist_ok=True)
    with (
        listen(given.host, given.port) as listener,
        mailbox(given.data_dir / "mailbox") as box,
        bank(given.data_dir / "bank") as till,
    ):
        settings = with_bank(complete(given, listener, box), till)
        told = asyncio.run(prepare(settings, box.url, {"bank": till.url}))
        notes.write(settings.data_dir / "demo.json", told)
        notes.tell(sys.stdout, told)
        serve_on(listener, settings)
