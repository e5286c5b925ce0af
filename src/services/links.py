"""Links of letters that serve once: signed, and bound to the state that their use changes."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Protocol

from src.domain.accounts import Account
from src.services.signing import Forged, Signer
from src.storage import users


class LinkEnded(Exception):
    """The link of a letter serves no more; `why` is «old», «used», «done» (what it was for) or «forged».

    `account` is whose it was, when that is known; `email` is told of old links alone: where a new one may go.
    """

    def __init__(self, why: str, account: Account | None = None, email: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.account = account
        self.email = email


class Stamped(Protocol):
    """What a link leads to: its id, and the state that the use of the link changes."""

    @property
    def id(self) -> int: ...

    @property
    def stamp(self) -> str: ...


def new_token(signer: Signer, purpose: str, whose: Stamped, now: datetime) -> str:
    """What the link holds: the id and the state that its use changes, so that it serves once."""
    return signer.sign(f"link {purpose}", [whose.id, whose.stamp], now)


def open_token(signer: Signer, purpose: str, token: str) -> tuple[datetime, int, str]:
    """When the link was made, the id and the state that it holds, however old it is; LinkEnded when it is not ours."""
    try:
        made, (whose, stamp) = signer.look(f"link {purpose}", token)
    except Forged:
        raise LinkEnded("forged") from None
    return datetime.fromtimestamp(made, UTC), whose, stamp


async def read_token(signer: Signer, purpose: str, token: str, now: datetime, lives: timedelta) -> Account:
    """The account behind a link that still serves; LinkEnded otherwise. Reading spends nothing."""
    made, user_id, stamp = open_token(signer, purpose, token)
    if now - made >= lives:
        owner = await users.find(user_id)
        raise LinkEnded("old", owner, owner.email if owner else "")
    account = await users.find(user_id)
    if account is None or not secrets.compare_digest(account.stamp, stamp):
        raise LinkEnded("used", account)
    return account


def letter_name(kind: str) -> str:
    """A name for a letter that no other letter has."""
    return f"{kind}.{secrets.token_hex(12)}"


def nobody(email: str) -> Account:
    """An account for letters that are written and not sent, so that an unknown address costs the same time."""
    return Account(0, email, email, "", "", "", "", 0)
