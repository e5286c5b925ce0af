"""What the blocks of the start page show, one query a block; and which blocks a person has put away."""

from typing import Final

MINE: Final = "m.app_user = {} AND m.from_at <= {} AND (m.until_at IS NULL OR m.until_at > {})"
"""Memberships `m` of a person now: user, instant, instant."""
