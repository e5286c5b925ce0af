"""Who has access to a contract and until when; somebody administers it as long as others are there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from src.domain.access import Role
from src.domain.text import fold

FOREVER: Final = datetime.max.replace(tzinfo=UTC)
KEY_LENGTH: Final = 600
LAST_YEAR: Final = 2199


class LastAdministrator(Exception):
    """After this the contract would have people with access and nobody who administers it, now or on some day."""


class NoSuchMember(Exception):
    """Nobody of this id ever had access to this contract."""


class NoLongerMember(Exception):
    """The person had access to this contract; it has ended."""


class AlreadyMember(Exception):
    """The person has access to this contract already, in this role."""

    def __init__(self, role: Role) -> None:
        super().__init__(role)
        self.role = role


class Terms(NamedTuple):
    """In which role, and up to which instant (exclusive; None: without end)."""

    role: Role
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """A person as others see them; empty when the account is gone."""

    family: str
    given: str
    patronymic: str

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class Member:
    """`version` changes with the terms; `granted_by` None: linked the contract with a proof."""

    id: int
    user_id: int
    names: Names
    login: str
    terms: Terms
    since: datetime
    version: int
    ended: bool
    granted_by: Names | None

    @property
    def role(self) -> Role:
        return self.terms.role

    @property
    def until(self) -> datetime | None:
        return self.terms.until

    @property
    def name(self) -> str:
        return self.names.full


class ChangedMeanwhile(Exception):
    """Somebody else changed the terms after the form was shown; `now` is how they stand."""

    def __init__(self, now: Member) -> None:
        super().__init__(now.id)
        self.now = now


def administered(everybody: Iterable[Terms]) -> bool:
    """Whether an administrator has access whenever anybody has: the last one to leave is one."""
    ends = [(terms.until or FOREVER, terms.role is Role.ADMIN) for terms in everybody]
    return not ends or max(ends)[1]


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant with which this day ends in the supplier's zone; access that ends with it serves until then."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def last_day(until: datetime, zone: ZoneInfo) -> date:
    """The last day of access that ends at this instant."""
    return (until - timedelta(microseconds=1)).astimezone(zone).date()


def person_key(names: Names, login: str) -> str:
    """By which people are ordered and found: names and login, folded; never empty."""
    return fold(f"{names.full} {login}")[:KEY_LENGTH] or "-"
