"""Waiting for what other processes do."""

import time
from collections.abc import Callable

PAGE = 0.5
"""Seconds between two looks at a page: to load it anew takes a fifth of a second of a processor that others need."""


def eventually(happened: Callable[[], bool], otherwise: str, every: float = 0.05) -> None:
    """Ask again and again until it has happened; half a minute at most."""
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, otherwise
        time.sleep(every)
