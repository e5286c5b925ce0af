"""Drafts of objections and reports that nobody will send go, with what was joined to them; a job clears their files."""

from collections.abc import Sequence
from datetime import datetime

from src.storage.engine import execute, rows
from src.storage.forms import instant_in


async def forget_person(user_id: int) -> None:
    """In the transaction that erases the account."""
    found = await rows("SELECT id FROM statement WHERE app_user = {} AND state = 'draft'", user_id)
    await _forget([row["id"] for row in found])


async def forget_old(before: datetime, limit: int) -> int:
    """Those that nobody has saved since then; how many there were, `limit` at most."""
    found = await rows(
        "SELECT id FROM statement WHERE state = 'draft' AND saved_at < {} ORDER BY saved_at LIMIT {} FOR UPDATE",
        instant_in(before),
        limit,
    )
    await _forget([row["id"] for row in found])
    return len(found)


async def _forget(ids: Sequence[int]) -> None:
    if not ids:
        return
    await execute(
        """DELETE FROM attachment WHERE id IN (SELECT a.id FROM statement s
            JOIN attachment a ON a.contract = s.contract AND a.thing = s.kind AND a.subject = s.id
            WHERE s.id IN ({}))""",
        ids,
    )
    await execute("DELETE FROM statement WHERE id IN ({}) AND state = 'draft'", ids)
