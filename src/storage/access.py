"""Who is a member of which contract."""

from datetime import datetime

from src.domain.access import GuardedContract, Role
from src.storage.engine import rows
from src.storage.forms import instant_in
from src.storage.in_force import in_force


async def find_guarded(user_id: int, contract_id: int, now: datetime) -> tuple[GuardedContract | None, bool]:
    """The contract in the role that this person has now, None for strangers and for deleted contracts; and whether it
    demands a second factor that the person has not."""
    at = instant_in(now)
    found = await rows(
        f"""SELECT c.id, c.key, c.number, m.role, c.second_factor AND NOT u.second_factor AS closed FROM membership m
            JOIN app_user u ON u.id = m.app_user JOIN contract c ON c.id = m.contract
        WHERE m.app_user = {{}} AND m.contract = {{}} AND {in_force("m")} AND c.deleted = FALSE""",  # noqa: S608
        user_id,
        contract_id,
        at,
        at,
    )
    if not found:
        return None, False
    row = found[0]
    return GuardedContract(row["id"], row["key"], row["number"], Role(row["role"]), user_id), bool(row["closed"])
