"""The front door of this room's imports (as web/front.py): what each of its services works with, in one line."""

from src.domain.access import GuardedContract, Role
from src.domain.journal import Actor, Event
from src.services.account import Tools
from src.storage import engine, granting, invitations, journal, users
from src.storage.granting import Managed

__all__ = [
    "Actor",
    "Event",
    "GuardedContract",
    "Managed",
    "Role",
    "Tools",
    "engine",
    "granting",
    "invitations",
    "journal",
    "users",
]
