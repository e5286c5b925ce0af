"""How every sandbox stands: it refuses production, tells its addresses in one line of JSON, and serves until TERM.

Where asked, also until its standard input closes: so it never outlives the one who started it.
"""

import argparse
import json
import os
import signal
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Any


def parser_of(name: str, description: str, kept: str) -> argparse.ArgumentParser:
    """`kept`: what lies in the folder over restarts."""
    parser = argparse.ArgumentParser(prog=name, description=description)
    parser.add_argument("--dir", type=Path, help=f"keep {kept} here over restarts")
    parser.add_argument("--until-input-closes", action="store_true", help="end with the process that started it")
    return parser


def refuses(why: str) -> bool:
    """In production, and says why on standard error; the exit code is 2 then."""
    if os.environ.get("KABINET_MODE") != "production":
        return False
    sys.stderr.write(f"{why}: it refuses production.\n")
    return True


def listen(given: argparse.Namespace) -> Event:
    """Set when it is asked to stop. Before anything is served: a signal that comes early is not lost."""
    asked_to_stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_stop.set())
    if given.until_input_closes:
        Thread(target=_watch_input, args=(asked_to_stop,), daemon=True).start()
    return asked_to_stop


def tell(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _watch_input(asked_to_stop: Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    asked_to_stop.set()
