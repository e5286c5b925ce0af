"""Waiting for what other processes do."""

import time
from collections.abc import Callable


def eventually(happened: Callable[[], bool], otherwise: str) -> None:
    """Ask again and again until it has happened; half a minute at most."""
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)
