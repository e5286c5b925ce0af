"""Counters of attempts, and things that serve once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out


async def add_attempt(key: str, now: datetime, forget_before: datetime) -> int | None:
    """Count one attempt and give how many there are in a row; None while one must wait: nothing is counted then.

    One statement, so that attempts made at the same moment are all counted. A counter that was last added to before
    `forget_before` begins anew.
    """
    moment = instant_in(now)
    found = await rows(
        """INSERT INTO throttle (key, failures, until_at, changed_at) VALUES ({}, 1, 0, {})
        ON CONFLICT (key) DO UPDATE SET changed_at = excluded.changed_at,
            failures = CASE WHEN throttle.changed_at < {} THEN 1 ELSE throttle.failures + 1 END
        WHERE throttle.until_at <= {} RETURNING failures""",
        key,
        moment,
        instant_in(forget_before),
        moment,
    )
    return int(found[0]["failures"]) if found else None


async def wait_until(key: str, until: datetime) -> None:
    await execute("UPDATE throttle SET until_at = {} WHERE key = {}", instant_in(until), key)


async def last_wait(keys: Sequence[str]) -> datetime | None:
    """When the longest of the waits ends; None when none was ever set."""
    found = await rows("SELECT MAX(until_at) AS until_at FROM throttle WHERE key IN ({})", list(keys))
    return instant_out(found[0]["until_at"])


async def count_attempts(keys: Sequence[str], forget_before: datetime) -> dict[str, int]:
    """Attempts in a row by key, where there were any lately."""
    found = await rows(
        "SELECT key, failures FROM throttle WHERE key IN ({}) AND changed_at >= {}",
        list(keys),
        instant_in(forget_before),
    )
    return {row["key"]: row["failures"] for row in found}


async def take_back(key: str) -> None:
    """The attempt that was counted turned out to be a good one; others' attempts under this key stay counted."""
    await execute("UPDATE throttle SET failures = failures - 1, until_at = 0 WHERE key = {} AND failures > 0", key)


async def drop(keys: Sequence[str]) -> None:
    await execute("DELETE FROM throttle WHERE key IN ({})", list(keys))


async def spend(key: str, expires_at: datetime) -> bool:
    """Use a thing that serves once; False when it was used before. `key` is a SHA-256 in hexadecimal."""
    touched = await execute(
        "INSERT INTO spent (key, expires_at) VALUES ({}, {}) ON CONFLICT (key) DO NOTHING", key, instant_in(expires_at)
    )
    return touched > 0


async def spent_until(key: str) -> datetime | None:
    """Until when it is remembered that this was used; None when it was not."""
    found = await rows("SELECT expires_at FROM spent WHERE key = {}", key)
    return instant_out(found[0]["expires_at"]) if found else None


async def forget_old(counters_before: datetime, spent_before: datetime) -> None:
    """Remove counters that begin anew anyway, and spent things that nobody could use any more."""
    await execute("DELETE FROM throttle WHERE changed_at < {}", instant_in(counters_before))
    await execute("DELETE FROM spent WHERE expires_at < {}", instant_in(spent_before))
