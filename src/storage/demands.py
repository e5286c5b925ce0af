"""Contracts that demand a second factor, and their members who have none."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.access import GuardedContract
from src.storage.engine import execute, rows
from src.storage.forms import instant_in
from src.storage.in_force import in_force


@dataclass(frozen=True, slots=True)
class Without:
    """A member who has no second factor."""

    name: str
    email: str


async def put(contract: GuardedContract, demanding: bool) -> bool:
    """False when it was so already."""
    change = "UPDATE contract SET second_factor = {} WHERE id = {} AND second_factor <> {}"
    return await execute(change, demanding, contract.id, demanding) > 0


async def without(contract: GuardedContract, now: datetime, limit: int) -> list[Without]:
    """In the order of names."""
    at = instant_in(now)
    found = await rows(
        f"""SELECT u.family_name, u.given_name, u.email FROM membership m JOIN app_user u ON u.id = m.app_user
        WHERE m.contract = {{}} AND {in_force("m")} AND u.second_factor = FALSE
        ORDER BY m.person_key, m.id LIMIT {{}}""",  # noqa: S608 our own words alone
        contract.id,
        at,
        at,
        limit,
    )
    return [Without(f"{row['family_name']} {row['given_name']}".strip(), row["email"]) for row in found]
