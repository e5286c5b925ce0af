"""What every service of this room works with, in one import."""

from src.domain.access import GuardedContract, Role
from src.domain.journal import Actor, Event
from src.services.account import Tools
from src.services.linking import user_of
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
    "user_of",
    "users",
]
