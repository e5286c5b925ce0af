"""What the queries of several blocks have in common."""

from datetime import datetime

from src.storage.demands import OPEN_ALONE
from src.storage.forms import instant_in

MINE = "m.app_user = {} AND m.from_at <= {} AND (m.until_at IS NULL OR m.until_at > {})"
"""Memberships `m` of a person now; its values are those of `mine`."""
OPEN_MINE = f"{MINE} AND {OPEN_ALONE}"
"""The same, but for contracts that demand a second factor which the person has not."""


def mine(user_id: int, now: datetime) -> tuple[int, int, int]:
    at = instant_in(now)
    return user_id, at, at
