"""Who asks: anybody, or a person who signed in. The guards hand these to the handlers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request
from litestar.types import Scope

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.sessions import Session

PERSON = "kabinet.person"
NUMBER = "kabinet.number"
CONTRACT = "kabinet.contract"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a living session, at this moment, from this network address."""

    session: Session
    now: datetime
    address: str

    @property
    def user_id(self) -> int:
        return self.session.user_id

    @property
    def email(self) -> str:
        return self.session.email

    @property
    def name(self) -> str:
        """Family name and given name, as the person wrote them."""
        return f"{self.session.family_name} {self.session.given_name}".strip()

    @property
    def actor(self) -> Actor:
        return Actor(self.session.user_id, self.address, self.now)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Anybody; `person` is set when a living session came along."""

    now: datetime
    address: str
    person: SignedIn | None

    @property
    def actor(self) -> Actor:
        """For what is done before anybody has signed in."""
        return Actor(None, self.address, self.now)


def person_of(scope: Scope) -> SignedIn | None:
    """The person whom a guard of this request has found, if one was asked."""
    return scope["state"].get(PERSON)


def remember_person(scope: Scope, person: SignedIn) -> None:
    scope["state"][PERSON] = person


def contract_of(scope: Scope) -> GuardedContract | None:
    """The contract whose page this is, when a guard has let the person in."""
    return scope["state"].get(CONTRACT)


def remember_contract(scope: Scope, contract: GuardedContract) -> None:
    scope["state"][CONTRACT] = contract


def address_of(request: Request[Any, Any, Any]) -> str:
    """Network address of the browser; the shell has put it there from behind the trusted proxy."""
    return request.scope["client"][0] if request.scope["client"] else ""
