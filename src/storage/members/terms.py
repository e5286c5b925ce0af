"""The terms of a membership are written, and what hangs on them: readings that wait, the current contract."""

from collections.abc import Sequence
from datetime import datetime

from src.domain.access import Action, Role, may
from src.domain.members import Member, Terms
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.waiting import recount_for_members


async def everybody(contract_id: int, now: datetime) -> list[Terms]:
    """The terms of those who have access now, of each role the longest: enough for `administered`."""
    at = instant_in(now)
    found = await rows(
        """SELECT role, CASE WHEN COUNT(until_at) < COUNT(*) THEN NULL ELSE MAX(until_at) END AS until_at
        FROM membership WHERE contract = {} AND ended = FALSE AND from_at <= {} AND (until_at IS NULL OR until_at > {})
        GROUP BY role""",
        contract_id,
        at,
        at,
    )
    return [Terms(Role(row["role"]), instant_out(row["until_at"])) for row in found]


async def set_terms(contract_id: int, member: Member, terms: Terms, now: datetime) -> None:
    await execute(
        "UPDATE membership SET role = {}, until_at = {}, version = version + 1 WHERE id = {} AND contract = {}",
        terms.role.value,
        instant_in(terms.until),
        member.id,
        contract_id,
    )
    if may(member.role, Action.SUBMIT) != may(terms.role, Action.SUBMIT):
        await _wait_no_more(contract_id, [member.user_id])
        await recount_for_members([contract_id], now)


async def end(contract_id: int, member: Member, now: datetime) -> None:
    """From now on; what the person drafted and sent stays the contract's."""
    await execute(
        """UPDATE membership SET ended = TRUE, version = version + 1,
            until_at = CASE WHEN until_at <= {} THEN until_at ELSE {} END WHERE id = {} AND contract = {}""",
        instant_in(now),
        instant_in(now),
        member.id,
        contract_id,
    )
    await _wait_no_more(contract_id, [member.user_id])
    await execute(
        "UPDATE app_user SET current_contract = NULL WHERE id = {} AND current_contract = {}",
        member.user_id,
        contract_id,
    )


async def _wait_no_more(contract_id: int, people: Sequence[int]) -> None:
    await execute("DELETE FROM reading_due WHERE contract = {} AND app_user IN ({})", contract_id, people)
