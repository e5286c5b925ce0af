"""A change of the address that waits for its two mailboxes: at most one a person."""

from dataclasses import dataclass
from datetime import datetime

from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out


@dataclass(frozen=True, slots=True)
class EmailChange:
    """`email` is the new address; `stamp` is what its links are bound to; `old_at`, `new_at`: when which mailbox
    confirmed."""

    id: int
    user_id: int
    email: str
    email_folded: str
    stamp: str
    asked_at: datetime
    old_at: datetime | None
    new_at: datetime | None


_FIND = "SELECT id, app_user, email, email_folded, stamp, asked_at, old_at, new_at FROM email_change"


async def find(change_id: int) -> EmailChange | None:
    return await _one(_FIND + " WHERE id = {}", change_id)


async def of_person(user_id: int) -> EmailChange | None:
    return await _one(_FIND + " WHERE app_user = {}", user_id)


async def put(user_id: int, email: str, folded: str, stamp: str, now: datetime) -> int:
    """A new one, in the place of an earlier one, whose links end; its id."""
    await drop(user_id)
    found = await rows(
        """INSERT INTO email_change (app_user, email, email_folded, stamp, asked_at)
        VALUES ({}, {}, {}, {}, {}) RETURNING id""",
        user_id,
        email,
        folded,
        stamp,
        instant_in(now),
    )
    return int(found[0]["id"])


async def confirm(change_id: int, side: str, now: datetime) -> None:
    """`side` is «old» or «new»."""
    column = {"old": "old_at", "new": "new_at"}[side]
    await execute(f"UPDATE email_change SET {column} = {{}} WHERE id = {{}}", instant_in(now), change_id)  # noqa: S608


async def drop(user_id: int) -> bool:
    """Its links end; False when none waited."""
    return await execute("DELETE FROM email_change WHERE app_user = {}", user_id) > 0


async def forget(before: datetime) -> int:
    return await execute("DELETE FROM email_change WHERE asked_at < {}", instant_in(before))


async def _one(sql: str, id_: int) -> EmailChange | None:
    found = await rows(sql, id_)
    if not found:
        return None
    row = found[0]
    return EmailChange(
        row["id"],
        row["app_user"],
        row["email"],
        row["email_folded"],
        row["stamp"],
        instant_out(row["asked_at"]),
        instant_out(row["old_at"]),
        instant_out(row["new_at"]),
    )
