"""How far long work has come, on one line of the terminal that is written over; into a file or a pipe goes nothing."""

import sys


def tell(what: str, done: int, total: int) -> None:
    """`what` names the things that are counted: a file, or a word in the plural."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{what}: {done} of {total}\x1b[K")
        sys.stderr.flush()


def end() -> None:
    """What follows stands on a line of its own."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")
