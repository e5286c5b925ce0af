"""Links of letters that serve once: signed, and bound to the state that their use changes."""

import secrets
from datetime import datetime, timedelta

from src.domain.accounts import Account
from src.services.signing import Expired, Forged, Signer
from src.storage import users


class LinkEnded(Exception):
    """The link of a letter serves no more; `why` is «old» or «used», `account` whose it was when that is known."""

    def __init__(self, why: str, account: Account | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.account = account


def new_token(signer: Signer, purpose: str, account: Account, now: datetime) -> str:
    """What the link holds: the account and the state that its use changes, so that it serves once."""
    return signer.sign(f"link {purpose}", [account.id, account.stamp], now)


async def read_token(signer: Signer, purpose: str, token: str, now: datetime, lives: timedelta) -> Account:
    """The account behind a link that still serves; LinkEnded otherwise. Reading spends nothing."""
    try:
        user_id, stamp = signer.read(f"link {purpose}", token, now, lives)
    except Forged:
        raise LinkEnded("forged") from None
    except Expired as ended:
        raise LinkEnded("old", await users.find(ended.payload[0])) from None
    account = await users.find(user_id)
    if account is None or not secrets.compare_digest(account.stamp, stamp):
        raise LinkEnded("used", account)
    return account


def letter_name(kind: str) -> str:
    """A name for a letter that no other letter has."""
    return f"{kind}.{secrets.token_hex(12)}"


def nobody(email: str, now: datetime) -> Account:
    """An account for letters that are written and not sent, so that an unknown address costs the same time."""
    return Account(0, email, email, "", "", "", "", 0, None, now)
