"""When a membership counts: one text for all queries that ask, each `{}` for the instant of now.

`ended` counts whatever the clock says: whoever waited for a lock has an older instant than who held it.
"""


def lasting(table: str) -> str:
    """One instant: the membership in this table is not over; it may have begun a moment later, while a lock was waited
    for."""
    return f"{table}.ended = FALSE AND ({table}.until_at IS NULL OR {table}.until_at > {{}})"


def in_force(table: str) -> str:
    """Two instants: the membership in this table has begun and is not over."""
    return f"{table}.from_at <= {{}} AND {lasting(table)}"
