"""Who is a member of which contract."""

from datetime import datetime

from src.domain.access import GuardedContract, Role
from src.storage.engine import rows
from src.storage.forms import instant_in


async def find_guarded(user_id: int, contract_id: int, now: datetime) -> GuardedContract | None:
    """The contract in the role that this person has now; None for strangers and for deleted contracts."""
    at = instant_in(now)
    found = await rows(
        """SELECT c.id, c.key, c.number, m.role FROM membership m JOIN contract c ON c.id = m.contract
        WHERE m.app_user = {} AND m.contract = {} AND m.from_at <= {} AND (m.until_at IS NULL OR m.until_at > {})
            AND c.deleted = FALSE""",
        user_id,
        contract_id,
        at,
        at,
    )
    if not found:
        return None
    row = found[0]
    return GuardedContract(row["id"], row["key"], row["number"], Role(row["role"]), user_id)
