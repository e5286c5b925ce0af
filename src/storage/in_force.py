"""When a membership counts, and whether its contract is open to its person: one text for all queries that ask.

`ended` counts whatever the clock says: whoever waited for a lock has an older instant than who held it.
"""

from typing import Final

_OPEN: Final = """(c.second_factor = FALSE
            OR EXISTS (SELECT 1 FROM app_user du WHERE du.id = %s.app_user AND du.second_factor = TRUE))"""
OPEN: Final = _OPEN % "m"
"""Whether the contract `c` of the membership `m` is open to its person: none is demanded, or the person has one."""
_OPEN_ALONE: Final = """(NOT EXISTS (SELECT 1 FROM contract dc WHERE dc.id = %s.contract AND dc.second_factor = TRUE)
            OR EXISTS (SELECT 1 FROM app_user du WHERE du.id = %s.app_user AND du.second_factor = TRUE))"""
OPEN_ALONE: Final = _OPEN_ALONE % ("m", "m")
"""The same where no contract is joined."""
OPEN_DUE: Final = _OPEN_ALONE % ("d", "d")
"""The same of the row `d` of `reading_due`."""
OPEN_TO_ADMINISTRATOR: Final = _OPEN % "a"
"""The same of the membership `a`."""


def lasting(table: str) -> str:
    """`{}` once, for now: the membership in this table is not over; it may have begun a moment later, while a lock was
    waited for."""
    return f"{table}.ended = FALSE AND ({table}.until_at IS NULL OR {table}.until_at > {{}})"


def in_force(table: str) -> str:
    """`{}` twice, for now: the membership in this table has begun and is not over."""
    return f"{table}.from_at <= {{}} AND {lasting(table)}"
