"""Letters that a person may do without; all others tell of sign-in, password, address and access, and always come."""

from enum import StrEnum


class Notice(StrEnum):
    """At most ten letters, kept with the person."""

    RECEIPT = "receipt"
    """Readings were sent: the receipt."""
    REJECTED = "rejected"
    """Billing rejected readings."""
    APPEAL = "appeal"
    """An appeal was sent; the supplier answered."""
    VIOLATION = "violation"
    """An objection or a report of a violation was sent; the supplier answered."""
    ASKED = "asked"
    """To an administrator: somebody asks for access."""
    ORDER = "order"
    """A service was ordered, or its order has got another state."""
