"""«Добавить пользователя»: who is given access to contracts, and inviting a person whom the portal does not know.

How long links, codes and names live, and how much may be asked: docs/decisions/0029-invitations.md says why.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from src.domain.members import Terms

LINK = timedelta(hours=72)
"""How long the link of one letter serves; a letter that is sent again has its own."""
KEPT = timedelta(days=30)
"""After the last letter, or after its end, an invitation is deleted with everything that it holds."""
OFFERED = timedelta(hours=1)
"""Between finding a person, or finding none, and the button."""
CODE_DIGITS = 6
CODE_TRIES = 5
MOST_CONTRACTS = 500
"""At once, by one form and one invitation."""
MOST_WAITING = 50
"""Invitations that wait at one contract."""
ADMINISTRATOR_FREE, CONTRACT_FREE, NETWORK_FREE = 10, 20, 30
"""Searches by e-mail before «Я не робот» and growing waits: of an administrator, for a contract, from a network."""
GRANTED_FREE = 100
"""People who are given access by an administrator in a row, before growing waits."""
LONGEST = timedelta(days=3660)


class State(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """by an administrator, of all its contracts"""


@dataclass(frozen=True, slots=True)
class Invitation:
    """As it stands in the base. Names and addresses are '' once it does not wait any more.

    `nonce` is what its links and codes are bound to; `version` counts what administrators did to it.
    """

    id: int
    email: str
    email_folded: str
    family_name: str
    given_name: str
    patronymic: str
    terms: Terms
    invited_by: int
    inviter: str
    state: State
    nonce: str
    version: int
    code_version: int
    tries: int
    sent_at: datetime
    accepted_by: int | None

    @property
    def stamp(self) -> str:
        """What its links are bound to besides the id."""
        return self.nonce

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def tries_left(self) -> int:
        return max(CODE_TRIES - self.tries, 0)


def over(terms: Terms, now: datetime) -> bool:
    """Whether access on these terms would have ended already."""
    return terms.until is not None and terms.until <= now


def code_of(digest: str) -> str:
    """The code that a keyed sum in hexadecimal stands for."""
    return f"{int(digest, 16) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def masked_name(family_name: str, given_name: str, patronymic: str) -> str:
    """«Анна Петровна И.»: enough for whoever knows the person, too little for whoever does not."""
    return " ".join(part for part in (given_name, patronymic, f"{family_name[:1]}.") if part)


def masked_number(number: str) -> str:
    """The last signs of a contract's number, never more than half of it."""
    return "…" + number[-min(4, len(number) // 2) :] if len(number) > 1 else "…"
