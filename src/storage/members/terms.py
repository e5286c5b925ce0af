"""The terms of a membership are written, and what hangs on them: readings that wait, the current contract."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from src.domain.access import Action, Role, may
from src.domain.members import Member, Terms
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.in_force import lasting
from src.storage.waiting import recount_for_members


class Group(NamedTuple):
    """Those who have access in one role: how many, and the terms of whoever has it longest."""

    people: int
    longest: Terms


async def everybody(contract_id: int, now: datetime, but: int = 0) -> list[Group]:
    """Who has access now, except one person: enough for `administered`. Whoever came a moment after `now`, while the
    contract's lock was waited for, is there too."""
    found = await rows(
        f"""SELECT m.role, COUNT(*) AS people,
            CASE WHEN COUNT(m.until_at) < COUNT(*) THEN NULL ELSE MAX(m.until_at) END AS until_at
        FROM membership m WHERE m.contract = {{}} AND m.app_user <> {{}} AND {lasting("m")} GROUP BY m.role""",  # noqa: S608
        contract_id,
        but,
        instant_in(now),
    )
    return [Group(int(row["people"]), Terms(Role(row["role"]), instant_out(row["until_at"]))) for row in found]


async def living(contract_ids: Sequence[int]) -> list[int]:
    """Those that billing has not deleted."""
    found = await rows("SELECT id FROM contract WHERE id IN ({}) AND deleted = FALSE ORDER BY id", contract_ids)
    return [row["id"] for row in found]


async def set_terms(contract_id: int, member: Member, terms: Terms, now: datetime) -> None:
    await execute(
        "UPDATE membership SET role = {}, until_at = {}, version = version + 1 WHERE id = {} AND contract = {}",
        terms.role.value,
        instant_in(terms.until),
        member.id,
        contract_id,
    )
    if any(may(member.role, action) != may(terms.role, action) for action in (Action.SUBMIT, Action.VIEW_MONEY)):
        await execute("DELETE FROM reading_due WHERE app_user = {} AND contract = {}", member.user_id, contract_id)
        await recount_for_members([contract_id], now)


async def end(contract_id: int, member: Member, now: datetime) -> None:
    """From now on; what the person drafted and sent stays the contract's."""
    await execute(
        "UPDATE membership SET ended = TRUE, version = version + 1, until_at = {} WHERE id = {} AND contract = {}",
        instant_in(now),
        member.id,
        contract_id,
    )
    await clear_away(member.user_id, [contract_id])


async def end_all(user_id: int, contract_ids: Sequence[int], now: datetime) -> list[int]:
    """As `end`, of one person in several contracts; those in which it was not the end already."""
    found = await rows(
        """UPDATE membership SET ended = TRUE, version = version + 1, until_at = {} WHERE app_user = {}
            AND contract IN ({}) AND ended = FALSE RETURNING contract""",
        instant_in(now),
        user_id,
        contract_ids,
    )
    ended = sorted(row["contract"] for row in found)
    await clear_away(user_id, ended)
    return ended


async def clear_away(user_id: int, contract_ids: Sequence[int]) -> None:
    """What waited for a person in contracts that are not his any more."""
    for waiting in ("reading_due", "money_due"):
        await execute(
            f"DELETE FROM {waiting} WHERE app_user = {{}} AND contract IN ({{}})",  # noqa: S608 names of our own
            user_id,
            contract_ids,
        )
    await execute(
        "UPDATE app_user SET current_contract = NULL WHERE id = {} AND current_contract IN ({})", user_id, contract_ids
    )
