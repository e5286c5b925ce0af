"""How long a wrong attempt makes one wait: free ones first, then doubling, never for good."""

from datetime import timedelta

FIRST_DELAY = timedelta(seconds=1)
LONGEST_DELAY = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
"""A counter that nothing was added to for this long begins anew."""

_DOUBLINGS = 10  # 1 s × 2^10 is past fifteen minutes: later ones need not be counted out


def delay_after(failures: int, free: int) -> timedelta:
    """The wait after that many failures in a row: none for `free` of them, then 1 s, 2 s, 4 s … 15 min."""
    if failures <= free:
        return timedelta(0)
    return min(FIRST_DELAY * (1 << min(failures - free - 1, _DOUBLINGS)), LONGEST_DELAY)


def needs_proof(failures: int, free: int) -> bool:
    """Whether the next attempt needs «Я не робот»: once the free ones are used up."""
    return failures >= free
