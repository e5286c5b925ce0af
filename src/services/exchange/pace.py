"""How many rows a transaction takes, so that nobody who saves waits for an import."""

LONGEST = 0.2
"""Seconds for which a batch should hold the write lock at most."""
_SMALLEST, _FIRST, _LARGEST = 50, 500, 5000
"""Records."""


class Pace:
    """Grows while transactions are short and shrinks at once when one took more than half of the longest time."""

    def __init__(self) -> None:
        self.size = min(_FIRST, _LARGEST)

    def took(self, seconds: float) -> None:
        if seconds > LONGEST / 2:
            self.size = max(self.size // 2, _SMALLEST)
        elif seconds < LONGEST / 4:
            self.size = min(self.size * 2, _LARGEST)
