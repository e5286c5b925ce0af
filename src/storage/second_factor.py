"""What a person has as a second factor: an application, passkeys (passkeys.py), recovery codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from src.domain.second_factor import Factors, Passkey
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.in_force import in_force


async def load(user_id: int) -> Factors:
    """Two queries."""
    [row] = await rows(
        """SELECT (SELECT added_at FROM authenticator WHERE app_user = {}) AS app_at,
            (SELECT COUNT(*) FROM recovery_code WHERE app_user = {} AND used_at IS NULL) AS codes""",
        user_id,
        user_id,
    )
    found = await rows("SELECT id, name, added_at, used_at FROM passkey WHERE app_user = {} ORDER BY id", user_id)
    keys = (
        Passkey(each["id"], each["name"], instant_out(each["added_at"]), instant_out(each["used_at"])) for each in found
    )
    return Factors(instant_out(row["app_at"]), tuple(keys), row["codes"])


async def has_any(user_id: int) -> bool:
    found = await rows("SELECT second_factor FROM app_user WHERE id = {}", user_id)
    return bool(found and found[0]["second_factor"])


async def mark(user_id: int) -> bool:
    """Write down whether the person has any, after a change; that."""
    found = await rows(
        """UPDATE app_user SET second_factor = EXISTS (SELECT 1 FROM authenticator a WHERE a.app_user = app_user.id)
            OR EXISTS (SELECT 1 FROM passkey p WHERE p.app_user = app_user.id) WHERE id = {} RETURNING second_factor""",
        user_id,
    )
    return bool(found and found[0]["second_factor"])


async def put_app(user_id: int, seed: str, step: int, now: datetime) -> None:
    """The application, in the place of an earlier one; the code of this step has confirmed it and serves no more."""
    await execute(
        """INSERT INTO authenticator (app_user, seed, last_step, added_at) VALUES ({}, {}, {}, {})
        ON CONFLICT (app_user) DO UPDATE SET seed = excluded.seed, last_step = excluded.last_step,
            added_at = excluded.added_at""",
        user_id,
        seed,
        step,
        instant_in(now),
    )


async def seed_of(user_id: int) -> str:
    """The sealed seed; '' without an application."""
    found = await rows("SELECT seed FROM authenticator WHERE app_user = {}", user_id)
    return str(found[0]["seed"]) if found else ""


async def use_step(user_id: int, seed: str, step: int) -> bool:
    """Use up the code of this step and all earlier ones; False when that was done already, or the seed is another."""
    change = "UPDATE authenticator SET last_step = {} WHERE app_user = {} AND seed = {} AND last_step < {}"
    return await execute(change, step, user_id, seed, step) > 0


async def remove_app(user_id: int) -> bool:
    return await execute("DELETE FROM authenticator WHERE app_user = {}", user_id) > 0


async def put_codes(user_id: int, hashes: Sequence[str]) -> None:
    """New recovery codes; the earlier ones serve no more."""
    await drop_codes(user_id)
    for place, hashed in enumerate(hashes):
        await execute(
            "INSERT INTO recovery_code (app_user, place, hash, used_at) VALUES ({}, {}, {}, NULL)",
            user_id,
            place,
            hashed,
        )


async def code_at(user_id: int, place: int) -> str | None:
    """The hash of the unused code at this place."""
    found = await rows(
        "SELECT hash FROM recovery_code WHERE app_user = {} AND place = {} AND used_at IS NULL", user_id, place
    )
    return str(found[0]["hash"]) if found else None


async def use_code(user_id: int, place: int, hashed: str, now: datetime) -> bool:
    """Use the code up; False when it was used, or new ones were made meanwhile."""
    touched = await execute(
        "UPDATE recovery_code SET used_at = {} WHERE app_user = {} AND place = {} AND hash = {} AND used_at IS NULL",
        instant_in(now),
        user_id,
        place,
        hashed,
    )
    return touched > 0


async def drop_codes(user_id: int) -> None:
    await execute("DELETE FROM recovery_code WHERE app_user = {}", user_id)


async def forget(user_id: int) -> bool:
    """Everything that the person has; False when there was nothing."""
    await drop_codes(user_id)
    await execute("DELETE FROM authenticator WHERE app_user = {}", user_id)
    await execute("DELETE FROM passkey WHERE app_user = {}", user_id)
    touched = await execute("UPDATE app_user SET second_factor = FALSE WHERE id = {} AND second_factor = TRUE", user_id)
    return touched > 0


async def demanded_by(user_id: int, now: datetime) -> tuple[str, ...]:
    """Numbers of contracts that demand a second factor of this person, three at most."""
    at = instant_in(now)
    found = await rows(
        f"""SELECT c.number FROM membership m JOIN contract c ON c.id = m.contract
        WHERE m.app_user = {{}} AND {in_force("m")} AND c.second_factor = TRUE AND c.deleted = FALSE
        ORDER BY c.id LIMIT 3""",  # noqa: S608 our own words alone
        user_id,
        at,
        at,
    )
    return tuple(row["number"] for row in found)
