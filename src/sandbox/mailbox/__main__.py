"""`python -m src.sandbox.mailbox --dir FOLDER`: the first line printed is JSON with both addresses.

It serves until TERM and, where asked, until its standard input closes: so it never outlives the one who started it.
"""

import argparse
import json
import os
import signal
import sys
from pathlib import Path
from threading import Event, Thread

from src.sandbox.mailbox.letters import Letters
from src.sandbox.mailbox.page import MailboxServer
from src.sandbox.mailbox.server import Mailbox


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="mailbox", description="SMTP receiver with a page, for the demo")
    parser.add_argument("--smtp-port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--http-port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--dir", type=Path, help="keep letters here over restarts")
    parser.add_argument("--until-input-closes", action="store_true", help="end with the process that started it")
    given = parser.parse_args(arguments)
    if os.environ.get("KABINET_MODE") == "production":
        sys.stderr.write("The mailbox shows live links and codes to anyone on this machine: it refuses production.\n")
        return 2
    asked_to_stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_stop.set())
    if given.until_input_closes:
        Thread(target=_watch_input, args=(asked_to_stop,), daemon=True).start()
    letters = Letters(given.dir)
    with Mailbox(letters, MailboxServer(("127.0.0.1", given.http_port), letters), given.smtp_port) as mailbox:
        sys.stdout.write(json.dumps({"smtp_port": mailbox.smtp_port, "url": mailbox.url}) + "\n")
        sys.stdout.flush()
        asked_to_stop.wait()
    return 0


def _watch_input(asked_to_stop: Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    asked_to_stop.set()


sys.exit(main(sys.argv[1:]))
