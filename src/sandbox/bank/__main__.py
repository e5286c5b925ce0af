"""`python -m src.sandbox.bank --dir FOLDER`: the first line printed is JSON with what a merchant must know.

It serves until TERM and, where asked, until its standard input closes: so it never outlives the one who started it.
"""

import argparse
import json
import os
import secrets
import signal
import sys
from pathlib import Path
from threading import Event, Thread

from src.sandbox.bank.server import Bank, bank_of

USER = "kabinet-api"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bank", description="a bank that takes cards, for the demo")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--dir", type=Path, help="keep orders here over restarts")
    parser.add_argument("--until-input-closes", action="store_true", help="end with the process that started it")
    given = parser.parse_args(arguments)
    if os.environ.get("KABINET_MODE") == "production":
        sys.stderr.write("This bank takes no money and pays whatever one clicks: it refuses production.\n")
        return 2
    asked_to_stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_stop.set())
    if given.until_input_closes:
        Thread(target=_watch_input, args=(asked_to_stop,), daemon=True).start()
    if given.dir:
        given.dir.mkdir(parents=True, exist_ok=True)
    password, key = secrets.token_hex(16), secrets.token_hex(16)
    server = bank_of(given.port, given.dir, USER, password, key)
    with Bank(server):
        told = {"url": server.url, "user": USER, "password": password, "key": key}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        asked_to_stop.wait()
    return 0


def _watch_input(asked_to_stop: Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    asked_to_stop.set()


sys.exit(main(sys.argv[1:]))
