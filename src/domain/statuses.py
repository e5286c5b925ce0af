"""What becomes of a reading, and who may move it."""

from enum import StrEnum


class Status(StrEnum):
    """Stored with a reading; a draft is not a reading yet and has no status."""

    SENT = "sent"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    IN_CALCULATION = "in_calculation"
    REJECTED = "rejected"


class Source(StrEnum):
    CLIENT = "client"
    BILLING = "billing"
    REMOTE = "remote"
    OPENING = "opening"


BY_BILLING: dict[Status, frozenset[Status]] = {
    Status.SENT: frozenset({Status.ACCEPTED, Status.REJECTED, Status.IN_CALCULATION}),
    Status.ACCEPTED: frozenset({Status.IN_CALCULATION, Status.REJECTED}),
    Status.CORRECTED: frozenset(),
    Status.IN_CALCULATION: frozenset(),
    Status.REJECTED: frozenset(),
}
"""What billing may make of a reading; it may count a sent one at once, its acknowledgement then says nothing new."""

IN_FORCE = frozenset({Status.SENT, Status.ACCEPTED, Status.IN_CALCULATION})
"""What stands for the client's word of the period."""

_CORRECTABLE = frozenset({Status.SENT, Status.ACCEPTED})
_REPLACEABLE = _CORRECTABLE | {Status.REJECTED}


def billing_may_set(old: Status, new: Status) -> bool:
    return new in BY_BILLING[old]


def may_draft(latest: Status | None, window_open: bool) -> bool:
    """Whether the client may type anew where this is the latest of what was sent; None: nothing was."""
    return window_open and (latest is None or latest in _REPLACEABLE)


def after_correction(old: Status) -> Status:
    """The old reading's status once a corrected sending took its place; a rejected one keeps its word and reason."""
    return Status.CORRECTED if old in _CORRECTABLE else old
