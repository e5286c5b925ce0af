"""Whoever has shown the password, or a link, and is still to show the second factor. The token itself is not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from src.storage.engine import execute, rows
from src.storage.forms import instant_in


@dataclass(frozen=True, slots=True)
class Half:
    """`event`: how the first half was done; `going` and `kept`: where the person was going, and what had been typed.

    `has_app`, `passkeys`, `codes`: what there is to show.
    """

    id: int
    user_id: int
    email: str
    event: str
    remembered: bool
    going: str
    kept: str
    has_app: bool
    passkeys: int
    codes: int


async def add(token_hash: str, user_id: int, event: str, remembered: bool, now: datetime, until: datetime) -> None:
    await execute(
        """INSERT INTO half_signed (token_hash, app_user, event, remembered, tries, created_at, until_at, going, kept)
        VALUES ({}, {}, {}, {}, 0, {}, {}, '/', '')""",
        token_hash,
        user_id,
        event,
        remembered,
        instant_in(now),
        instant_in(until),
    )


async def remember_way(token_hash: str, going: str, kept: str) -> None:
    await execute("UPDATE half_signed SET going = {}, kept = {} WHERE token_hash = {}", going, kept, token_hash)


async def find(token_hash: str, now: datetime, tries: int) -> Half | None:
    """None when it is over, or has had so many tries."""
    found = await rows(
        """SELECT h.id, h.app_user, u.email, h.event, h.remembered, h.going, h.kept,
            EXISTS (SELECT 1 FROM authenticator a WHERE a.app_user = h.app_user) AS has_app,
            (SELECT COUNT(*) FROM passkey p WHERE p.app_user = h.app_user) AS passkeys,
            (SELECT COUNT(*) FROM recovery_code r WHERE r.app_user = h.app_user AND r.used_at IS NULL) AS codes
        FROM half_signed h JOIN app_user u ON u.id = h.app_user
        WHERE h.token_hash = {} AND h.until_at > {} AND h.tries < {}""",
        token_hash,
        instant_in(now),
        tries,
    )
    if not found:
        return None
    row = found[0]
    return Half(
        row["id"],
        row["app_user"],
        row["email"],
        row["event"],
        bool(row["remembered"]),
        row["going"],
        row["kept"],
        bool(row["has_app"]),
        row["passkeys"],
        row["codes"],
    )


async def count_try(half_id: int, now: datetime, tries: int) -> int | None:
    """Count one try before it is judged; which one it is, or None when there is none left."""
    found = await rows(
        "UPDATE half_signed SET tries = tries + 1 WHERE id = {} AND until_at > {} AND tries < {} RETURNING tries",
        half_id,
        instant_in(now),
        tries,
    )
    return int(found[0]["tries"]) if found else None


async def finish(half_id: int) -> bool:
    """The second half was done; False when it was done already."""
    return await execute("DELETE FROM half_signed WHERE id = {}", half_id) > 0


async def drop_all(user_id: int) -> None:
    """After a change of password or factor everybody begins anew."""
    await execute("DELETE FROM half_signed WHERE app_user = {}", user_id)


async def drop_old(before: datetime) -> None:
    await execute("DELETE FROM half_signed WHERE until_at < {}", instant_in(before))
