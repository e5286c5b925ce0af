"""What the queries of several blocks have in common."""

from datetime import datetime

from src.storage.forms import instant_in

MINE = "m.app_user = {} AND m.from_at <= {} AND (m.until_at IS NULL OR m.until_at > {})"
"""Memberships `m` of a person now; its values are those of `mine`."""


def mine(user_id: int, now: datetime) -> tuple[int, int, int]:
    at = instant_in(now)
    return user_id, at, at
