"""How long a signed-in session lives, and what it knows about the person.

A plain session ends after 30 minutes without a request and after 12 hours at the latest; a remembered one lives
30 days. Before a dangerous act whoever signed in more than a quarter of an hour ago signs in again. The old token of a
renewed session serves for ten more seconds, so that a second click that is already on its way is not turned away.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from src.domain.access import Role

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
REMEMBERED = timedelta(days=30)
FRESH = timedelta(minutes=15)
"""So long after signing in dangerous acts need no second sign-in."""
SEEN_EVERY = timedelta(minutes=5)
HANDOVER = timedelta(seconds=10)
DEVICE_KNOWN = timedelta(days=180)
"""A device on which nobody signs in for so long is a stranger again."""


@dataclass(frozen=True, slots=True)
class CurrentContract:
    """A contract in the role that the session's person has in it now: the one that the switcher shows, or that the
    address names. The guard alone decides what may be done with it."""

    id: int
    key: str
    number: str
    role: Role
    demanding: bool
    """Whether it is shown to those alone who sign in with a second factor."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands in the base, joined with its person. All instants are aware."""

    id: int
    user_id: int
    email: str
    family_name: str
    given_name: str
    patronymic: str
    created_at: datetime
    fresh_at: datetime
    last_seen_at: datetime
    idle_until: datetime
    absolute_until: datetime
    remembered: bool
    ended_at: datetime | None
    has_factor: bool
    """Whether the person has a second factor."""
    second_at: datetime | None
    """When it was given; None: the session began before the person had one."""
    current: CurrentContract | None
    asked: CurrentContract | None
    """The contract that the address of this request names; None where it names none, and to strangers."""
    several: bool
    """Whether there is another contract to switch to."""

    def alive(self, now: datetime) -> bool:
        """Without the second factor of a person who has one it is as good as ended."""
        lasts = now < min(self.idle_until, self.absolute_until) and (self.ended_at is None or now < self.ended_at)
        return lasts and (self.second_at is not None or not self.has_factor)

    @property
    def handed_over(self) -> bool:
        """Whether a newer token has taken its place and this one serves its last seconds."""
        return self.ended_at is not None

    def seconds_left(self, now: datetime) -> int:
        """Until it ends if nothing is done; 0 for a remembered one with days to go: nobody is to be warned of that."""
        left = min(self.idle_until, self.absolute_until) - now
        return int(left.total_seconds()) if left <= ABSOLUTE else 0

    def fresh(self, now: datetime) -> bool:
        """Whether a dangerous act may go on: the person has signed in, with all that it takes, lately."""
        return now - self.fresh_at <= FRESH

    def due_for_seen(self, now: datetime) -> bool:
        """Whether the visit is to be written down; an ending session is never written to."""
        return self.ended_at is None and now - self.last_seen_at >= SEEN_EVERY


@dataclass(frozen=True, slots=True)
class Device:
    """A row of the list of signed-in devices; `this`: the browser that asks."""

    session_id: int
    agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    remembered: bool
    this: bool


def absolute_end(now: datetime, remembered: bool) -> datetime:
    return now + (REMEMBERED if remembered else ABSOLUTE)


def idle_end(now: datetime, remembered: bool) -> datetime:
    """A remembered session does not end by idleness."""
    return now + (REMEMBERED if remembered else IDLE)
