"""Passkeys: public keys and how often each has signed; the private ones never leave their device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from src.domain.second_factor import PASSKEYS
from src.storage.engine import execute, rows
from src.storage.forms import instant_in


@dataclass(frozen=True, slots=True)
class Key:
    """`credential` and `public_key` in base64url; `transports` with blanks between."""

    id: int
    credential: str
    public_key: str
    signs: int
    transports: str


async def add(user_id: int, key: Key, name: str, now: datetime) -> bool:
    """False when it is known already, or the person has as many as one may have. `key.id` is not looked at."""
    touched = await execute(
        """INSERT INTO passkey (app_user, credential, public_key, signs, name, transports, added_at, used_at)
        SELECT id, {}, {}, CAST({} AS BIGINT), {}, {}, CAST({} AS BIGINT), NULL FROM app_user WHERE id = {}
            AND (SELECT COUNT(*) FROM passkey WHERE app_user = {}) < {}
        ON CONFLICT (credential) DO NOTHING""",
        key.credential,
        key.public_key,
        key.signs,
        name,
        key.transports,
        instant_in(now),
        user_id,
        user_id,
        PASSKEYS,
    )
    return touched > 0


async def keys_of(user_id: int) -> list[Key]:
    found = await rows(
        "SELECT id, credential, public_key, signs, transports FROM passkey WHERE app_user = {} ORDER BY id", user_id
    )
    return [Key(row["id"], row["credential"], row["public_key"], row["signs"], row["transports"]) for row in found]


async def use(key_id: int, before: int, signs: int, now: datetime) -> bool:
    """Write down a use; False when the key has signed meanwhile, or is gone. Some authenticators always count 0."""
    change = "UPDATE passkey SET signs = {}, used_at = {} WHERE id = {} AND signs = {}"
    return await execute(change, signs, instant_in(now), key_id, before) > 0


async def name_of(user_id: int, key_id: int) -> str | None:
    """None for another person's."""
    found = await rows("SELECT name FROM passkey WHERE id = {} AND app_user = {}", key_id, user_id)
    return str(found[0]["name"]) if found else None


async def remove(user_id: int, key_id: int) -> bool:
    return await execute("DELETE FROM passkey WHERE id = {} AND app_user = {}", key_id, user_id) > 0
