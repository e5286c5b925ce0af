"""Memberships whose end has come and has not been told yet."""

from datetime import datetime
from typing import NamedTuple

from src.domain.access import Role
from src.storage.engine import rows, tuples
from src.storage.forms import instant_in
from src.storage.members.terms import clear_away


class Ended(NamedTuple):
    """`member_id` with `version` names this very end."""

    member_id: int
    version: int
    contract_id: int
    number: str
    role: Role


async def people_due(now: datetime, limit: int) -> list[int]:
    """Whose access to something has ended; the longest waiting first."""
    found = await rows(
        """SELECT app_user FROM membership WHERE until_at IS NOT NULL AND until_at <= {} AND ended = FALSE
        ORDER BY until_at, id LIMIT {}""",
        instant_in(now),
        limit,
    )
    return list(dict.fromkeys(row["app_user"] for row in found))


async def contracts_due(user_id: int, now: datetime, limit: int) -> list[int]:
    """To which contracts; by id."""
    found = await rows(
        """SELECT contract FROM membership WHERE app_user = {} AND until_at IS NOT NULL AND until_at <= {}
            AND ended = FALSE ORDER BY contract LIMIT {}""",
        user_id,
        instant_in(now),
        limit,
    )
    return [row["contract"] for row in found]


async def take(user_id: int, contract_ids: list[int], now: datetime) -> list[Ended]:
    """Take them as ended, each once, with what waited for the person there; the contracts are locked."""
    found = await tuples(
        """UPDATE membership SET ended = TRUE, version = version + 1 WHERE app_user = {} AND contract IN ({})
            AND until_at IS NOT NULL AND until_at <= {} AND ended = FALSE
        RETURNING id, version, contract, (SELECT c.number FROM contract c WHERE c.id = membership.contract), role""",
        user_id,
        contract_ids,
        instant_in(now),
    )
    ended = [Ended(id_, version, contract, number, Role(role)) for id_, version, contract, number, role in found]
    await clear_away(user_id, [each.contract_id for each in ended])
    return sorted(ended, key=lambda each: each.contract_id)
