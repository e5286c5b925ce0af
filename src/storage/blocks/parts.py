"""What the queries of several blocks have in common."""

from datetime import datetime

from src.storage.forms import instant_in

MINE = """m.app_user = {} AND m.from_at <= {} AND (m.until_at IS NULL OR m.until_at > {})
        AND (NOT EXISTS (SELECT 1 FROM contract dc WHERE dc.id = m.contract AND dc.second_factor = TRUE)
            OR EXISTS (SELECT 1 FROM app_user du WHERE du.id = m.app_user AND du.second_factor = TRUE))"""
"""Memberships `m` of a person now, but for contracts that demand a second factor which the person has not; its values
are those of `mine`."""


def mine(user_id: int, now: datetime) -> tuple[int, int, int]:
    at = instant_in(now)
    return user_id, at, at
