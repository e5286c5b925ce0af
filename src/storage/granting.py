"""Access is granted: which of some contracts somebody administers, and a person made a member, of one or of many."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from src.domain.access import Role
from src.domain.members import Terms
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in
from src.storage.in_force import OPEN, lasting
from src.storage.members.names import name_member
from src.storage.waiting import recount_for_members

_FOREVER: Final = 2**62
"""In the place of no end: later than any instant."""


class Managed(NamedTuple):
    """A contract that somebody administers now; `email` is the contract's own address, or ''."""

    id: int
    number: str
    party: str
    email: str


async def managed_of(user_id: int, contract_ids: Sequence[int], now: datetime) -> list[Managed]:
    """Those of these contracts that this person administers now, in the order of the person's list; not those that
    demand a second factor of one who has none."""
    found = await tuples(
        f"""SELECT c.id, c.number, p.name, c.email FROM membership m
        JOIN contract c ON c.id = m.contract JOIN party p ON p.id = c.party
        WHERE m.app_user = {{}} AND m.contract IN ({{}}) AND m.role = 'admin' AND {lasting("m")} AND c.deleted = FALSE
            AND {OPEN} ORDER BY m.sort_key, m.contract""",  # noqa: S608 our own words alone
        user_id,
        list(contract_ids),
        instant_in(now),
    )
    return [Managed(*row) for row in found]


async def roles_in(user_id: int, contract_ids: Sequence[int], now: datetime) -> dict[int, Role]:
    """The roles that this person has in these contracts now."""
    found = await tuples(
        f"""SELECT m.contract, m.role FROM membership m
        WHERE m.app_user = {{}} AND m.contract IN ({{}}) AND {lasting("m")}""",  # noqa: S608 our own words alone
        user_id,
        list(contract_ids),
        instant_in(now),
    )
    return {contract_id: Role(role) for contract_id, role in found}


async def lock(contract_ids: Sequence[int]) -> None:
    """Until the transaction ends nobody else changes who has access to these contracts."""
    await rows("SELECT id FROM contract WHERE id IN ({}) ORDER BY id FOR NO KEY UPDATE", list(contract_ids))


async def grant(
    user_id: int, contract_ids: Sequence[int], terms: Terms, granted_by: int | None, now: datetime
) -> list[int]:
    """Make the person a member of these contracts, which are locked; the ids of those where that was new. `granted_by`
    None: linked with a proof.

    Where there is a membership that has not ended it stays as it is, whoever was faster; an earlier one goes on anew.
    The first contract becomes the current one where none is. members.names.PersonGone.
    """
    at = instant_in(now)
    found = await tuples(
        """INSERT INTO membership (app_user, contract, role, from_at, until_at, granted_by, sort_key, sort_name)
        SELECT {}, id, {}, CAST({} AS BIGINT), CAST({} AS BIGINT), CAST({} AS BIGINT), sort_key, sort_name
        FROM contract WHERE id IN ({}) ORDER BY id
        ON CONFLICT (app_user, contract) DO UPDATE SET role = excluded.role, from_at = excluded.from_at,
            until_at = excluded.until_at, granted_by = excluded.granted_by, ended = FALSE,
            version = membership.version + 1
        WHERE membership.ended = TRUE OR membership.until_at <= {} RETURNING contract""",
        user_id,
        terms.role.value,
        at,
        instant_in(terms.until),
        granted_by,
        list(contract_ids),
        at,
    )
    added = sorted(row[0] for row in found)
    if added:
        await _settle(user_id, added, now)
    return added


async def _settle(user_id: int, contract_ids: Sequence[int], now: datetime) -> None:
    await name_member(user_id, contract_ids)
    await recount_for_members(contract_ids, now)
    await execute("DELETE FROM link_request WHERE app_user = {} AND contract IN ({})", user_id, list(contract_ids))
    await execute(
        "UPDATE app_user SET current_contract = {} WHERE id = {} AND current_contract IS NULL", contract_ids[0], user_id
    )


async def unadministered(contract_ids: Sequence[int], now: datetime) -> list[int]:
    """Those of these contracts where somebody has access for longer than any administrator."""
    found = await tuples(
        f"""SELECT m.contract FROM membership m WHERE m.contract IN ({{}}) AND {lasting("m")} GROUP BY m.contract
        HAVING MAX(COALESCE(m.until_at, {{}}))
            > MAX(CASE WHEN m.role = 'admin' THEN COALESCE(m.until_at, {{}}) ELSE 0 END)""",  # noqa: S608
        list(contract_ids),
        instant_in(now),
        _FOREVER,
        _FOREVER,
    )
    return [row[0] for row in found]


async def cap(user_id: int, contract_ids: Sequence[int], now: datetime) -> None:
    """Where this person's access would outlast the last administrator's, it ends with it."""
    if ids := await unadministered(contract_ids, now):
        await execute(
            """UPDATE membership SET until_at = (SELECT MAX(a.until_at) FROM membership a
                WHERE a.contract = membership.contract AND a.role = 'admin' AND a.ended = FALSE AND a.until_at > {})
            WHERE app_user = {} AND contract IN ({})""",
            instant_in(now),
            user_id,
            ids,
        )


async def name_of(user_id: int) -> tuple[str, str]:
    """Family and given name, and the address, of a person as others who share a contract may see them."""
    found = await rows("SELECT family_name, given_name, email FROM app_user WHERE id = {}", user_id)
    return (f"{found[0]['family_name']} {found[0]['given_name']}".strip(), found[0]["email"]) if found else ("", "")
