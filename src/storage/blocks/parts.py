"""What the queries of several blocks have in common."""

from datetime import datetime

from src.storage.forms import instant_in
from src.storage.in_force import OPEN_ALONE, in_force

MINE = f"m.app_user = {{}} AND {in_force('m')}"
"""Memberships `m` of a person now; its values are those of `mine`."""
OPEN_MINE = f"{MINE} AND {OPEN_ALONE}"
"""The same, but for contracts that demand a second factor which the person has not."""


def mine(user_id: int, now: datetime) -> tuple[int, int, int]:
    at = instant_in(now)
    return user_id, at, at
