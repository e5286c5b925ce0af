"""Counters of attempts, and things that serve once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out


@dataclass(frozen=True, slots=True)
class Counter:
    """Attempts under one key; the next is let through at `until`. `changed_at`: when it was last added to."""

    key: str
    failures: int
    until: datetime
    changed_at: datetime


async def read_counters(keys: Sequence[str]) -> dict[str, Counter]:
    """The counters that exist. Inside a transaction they are ours until its end."""
    found = await rows(
        "SELECT key, failures, until_at, changed_at FROM throttle WHERE key IN ({}) ORDER BY key FOR UPDATE", list(keys)
    )
    return {
        row["key"]: Counter(row["key"], row["failures"], instant_out(row["until_at"]), instant_out(row["changed_at"]))
        for row in found
    }


async def look_at_counters(keys: Sequence[str]) -> dict[str, Counter]:
    """As `read_counters`, outside a transaction and without holding anything."""
    found = await rows("SELECT key, failures, until_at, changed_at FROM throttle WHERE key IN ({})", list(keys))
    return {
        row["key"]: Counter(row["key"], row["failures"], instant_out(row["until_at"]), instant_out(row["changed_at"]))
        for row in found
    }


async def write_counter(counter: Counter) -> None:
    await execute(
        """INSERT INTO throttle (key, failures, until_at, changed_at) VALUES ({}, {}, {}, {})
        ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, until_at = excluded.until_at,
            changed_at = excluded.changed_at""",
        counter.key,
        counter.failures,
        instant_in(counter.until),
        instant_in(counter.changed_at),
    )


async def drop_counters(keys: Sequence[str]) -> None:
    await execute("DELETE FROM throttle WHERE key IN ({})", list(keys))


async def spend(key: str, expires_at: datetime) -> bool:
    """Use a thing that serves once; False when it was used before. `key` is a SHA-256 in hexadecimal."""
    touched = await execute(
        "INSERT INTO spent (key, expires_at) VALUES ({}, {}) ON CONFLICT (key) DO NOTHING", key, instant_in(expires_at)
    )
    return touched > 0


async def forget_old(counters_before: datetime, spent_before: datetime) -> None:
    """Remove counters that begin anew anyway, and spent things that nobody could use any more."""
    await execute("DELETE FROM throttle WHERE changed_at < {}", instant_in(counters_before))
    await execute("DELETE FROM spent WHERE expires_at < {}", instant_in(spent_before))
