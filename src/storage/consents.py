"""What people agreed to, and took back: a row for each time, kept as proof."""

from collections.abc import Iterable
from datetime import datetime

from src.domain.consents import Consent, Given
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.links import Row


async def list_of(user_id: int, limit: int) -> list[Given]:
    """The latest first."""
    found = await rows(
        """SELECT id, kind, version, given_at, address, withdrawn_at FROM consent
        WHERE app_user = {} ORDER BY id DESC LIMIT {}""",
        user_id,
        limit,
    )
    return [_given(row) for row in found]


async def in_force(user_id: int) -> list[Given]:
    """At most one a version of a text."""
    found = await rows(
        """SELECT id, kind, version, given_at, address, withdrawn_at FROM consent
        WHERE app_user = {} AND withdrawn_at IS NULL ORDER BY id""",
        user_id,
    )
    return [_given(row) for row in found]


async def give(user_id: int, consents: Iterable[Consent], now: datetime, address: str) -> list[Consent]:
    """Those that were not in force yet."""
    new = []
    for consent in consents:
        touched = await execute(
            """INSERT INTO consent (app_user, kind, version, given_at, address) VALUES ({}, {}, {}, {}, {})
            ON CONFLICT DO NOTHING""",
            user_id,
            consent.kind,
            consent.version,
            instant_in(now),
            address[:45],
        )
        new += [consent] if touched else []
    return new


async def withdraw(user_id: int, kind: str, now: datetime) -> int:
    """In all versions; how many were in force."""
    return await execute(
        "UPDATE consent SET withdrawn_at = {} WHERE app_user = {} AND kind = {} AND withdrawn_at IS NULL",
        instant_in(now),
        user_id,
        kind,
    )


def _given(row: Row) -> Given:
    return Given(
        row["id"],
        row["kind"],
        row["version"],
        instant_out(row["given_at"]),
        row["address"],
        instant_out(row["withdrawn_at"]),
    )
