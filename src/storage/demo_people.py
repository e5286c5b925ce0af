"""Memberships of the demo's invented people."""

from collections.abc import Sequence
from datetime import datetime

from src.domain.access import Role
from src.storage.engine import execute, rows
from src.storage.forms import instant_in
from src.storage.members.names import recount_person
from src.storage.waiting import recount_for_members


async def grant(user_id: int, contract_key: str, role: Role, now: datetime) -> None:
    """A membership from now on, by leave of the one who administers already, unless there is one; a contract that was
    not delivered is passed over."""
    await execute(
        """INSERT INTO membership (app_user, contract, role, from_at, granted_by, sort_key, sort_name)
        SELECT u.id, c.id, CAST({} AS VARCHAR(10)), CAST({} AS BIGINT), (SELECT a.app_user FROM membership a
            WHERE a.contract = c.id AND a.role = 'admin' AND a.app_user <> u.id ORDER BY a.id LIMIT 1),
            c.sort_key, c.sort_name
        FROM app_user u JOIN contract c ON c.key = {} WHERE u.id = {}
        ON CONFLICT (app_user, contract) DO NOTHING""",
        role,
        instant_in(now),
        contract_key,
        user_id,
    )
    await recount_person(user_id)
    found = await rows("SELECT id FROM contract WHERE key = {}", contract_key)
    await recount_for_members([row["id"] for row in found], now)
    await execute(
        """UPDATE app_user SET current_contract = (SELECT c.id FROM contract c WHERE c.key = {})
        WHERE id = {} AND current_contract IS NULL""",
        contract_key,
        user_id,
    )


async def first_unlinked(keys: Sequence[str]) -> str | None:
    """The first of these contracts that nobody has ever linked."""
    found = await rows(
        """SELECT key FROM contract c WHERE key IN ({})
        AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.contract = c.id) ORDER BY key LIMIT 1""",
        list(keys),
    )
    return found[0]["key"] if found else None


async def contract_id(key: str) -> int | None:
    found = await rows("SELECT id FROM contract WHERE key = {}", key)
    return int(found[0]["id"]) if found else None
