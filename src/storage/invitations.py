"""Invitations: made, found, tried, ended. A row of `invitation_contract` is a contract that one still opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from src.domain.access import Role
from src.domain.inviting import Invitation, State
from src.domain.members import Terms
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.links import Row


@dataclass(frozen=True, slots=True)
class NewInvitation:
    email: str
    email_folded: str
    family_name: str
    given_name: str
    patronymic: str
    terms: Terms
    invited_by: int
    nonce: str


FIELDS = """i.id, i.email, i.email_folded, i.family_name, i.given_name, i.patronymic, i.role, i.until_at, i.invited_by,
    i.state, i.nonce, i.version, i.code_version, i.tries, i.sent_at, i.accepted_by,
    u.family_name AS by_family_name, u.given_name AS by_given_name"""
FOUND = f"SELECT {FIELDS} FROM invitation i JOIN app_user u ON u.id = i.invited_by"  # noqa: S608 constants


async def add(new: NewInvitation, contract_ids: Sequence[int], now: datetime) -> tuple[int, list[int]]:
    """Its id and the contracts that it opens: those for which nobody has invited this address yet."""
    at = instant_in(now)
    made = await rows(
        """INSERT INTO invitation (email, email_folded, family_name, given_name, patronymic, role, until_at, invited_by,
            state, nonce, version, code_version, tries, sent_at, touched_at, accepted_by)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, 'waiting', {}, 0, 0, 0, {}, {}, NULL) RETURNING id""",
        new.email,
        new.email_folded,
        new.family_name,
        new.given_name,
        new.patronymic,
        new.terms.role.value,
        instant_in(new.terms.until),
        new.invited_by,
        new.nonce,
        at,
        at,
    )
    opened = await rows(
        """INSERT INTO invitation_contract (invitation, contract, email_folded)
        SELECT CAST({} AS BIGINT), id, CAST({} AS VARCHAR(254)) FROM contract WHERE id IN ({}) ORDER BY id
        ON CONFLICT (contract, email_folded) DO NOTHING RETURNING contract""",
        made[0]["id"],
        new.email_folded,
        list(contract_ids),
    )
    return int(made[0]["id"]), sorted(row["contract"] for row in opened)


async def find(invitation_id: int) -> Invitation | None:
    found = await rows(f"{FOUND} WHERE i.id = {{}}", invitation_id)
    return invitation(found[0]) if found else None


async def lock(invitation_id: int) -> None:
    """Until the transaction ends nobody else changes it."""
    await rows("SELECT id FROM invitation WHERE id = {} FOR UPDATE", invitation_id)


async def contracts_of(invitation_id: int) -> list[int]:
    """The contracts that it still opens."""
    found = await rows(
        "SELECT contract FROM invitation_contract WHERE invitation = {} ORDER BY contract", invitation_id
    )
    return [row["contract"] for row in found]


async def opened_by(invitation_id: int, limit: int) -> list[int]:
    """The contracts that it opened when it was accepted: memberships that began at that very moment."""
    found = await rows(
        """SELECT m.contract FROM invitation i
        JOIN membership m ON m.app_user = i.accepted_by AND m.from_at = i.touched_at
        WHERE i.id = {} ORDER BY m.contract LIMIT {}""",
        invitation_id,
        limit,
    )
    return [row["contract"] for row in found]


async def waiting_for(folded: str, contract_ids: Sequence[int]) -> dict[int, Invitation]:
    """Invitations of this address by contract."""
    found = await rows(
        f"""SELECT c.contract, {FIELDS} FROM invitation_contract c JOIN invitation i ON i.id = c.invitation
        JOIN app_user u ON u.id = i.invited_by WHERE c.email_folded = {{}} AND c.contract IN ({{}})""",  # noqa: S608
        folded,
        list(contract_ids),
    )
    return {row["contract"]: invitation(row) for row in found}


async def crowded(contract_ids: Sequence[int], most: int) -> bool:
    """Whether at one of these contracts more than so many invitations wait."""
    return bool(
        await rows(
            """SELECT contract FROM invitation_contract WHERE contract IN ({}) GROUP BY contract
            HAVING COUNT(*) > {} LIMIT 1""",
            list(contract_ids),
            most,
        )
    )


async def try_code(invitation_id: int, code_version: int, tries: int) -> int | None:
    """Count one try at this code; how many it had, or None when it is used up, was renewed or waits no more."""
    found = await rows(
        """UPDATE invitation SET tries = tries + 1
        WHERE id = {} AND code_version = {} AND tries < {} AND state = 'waiting' RETURNING tries""",
        invitation_id,
        code_version,
        tries,
    )
    return int(found[0]["tries"]) if found else None


async def send_again(invitation_id: int, version: int, user_id: int, now: datetime) -> bool:
    """From now on it is this administrator's; False when something was done to it meanwhile."""
    at = instant_in(now)
    touched = await execute(
        """UPDATE invitation SET version = version + 1, invited_by = {}, sent_at = {}, touched_at = {}
        WHERE id = {} AND version = {} AND state = 'waiting'""",
        user_id,
        at,
        at,
        invitation_id,
        version,
    )
    return touched > 0


async def renew_code(invitation_id: int, version: int) -> bool:
    """Another code with five new tries; False when something was done to it meanwhile."""
    touched = await execute(
        """UPDATE invitation SET version = version + 1, code_version = code_version + 1, tries = 0
        WHERE id = {} AND version = {} AND state = 'waiting'""",
        invitation_id,
        version,
    )
    return touched > 0


async def close_for(folded: str, contract_ids: Sequence[int], now: datetime) -> None:
    """This address needs no invitation to these contracts any more; what opens nothing else is withdrawn."""
    ids = [each.id for each in (await waiting_for(folded, contract_ids)).values()]
    for invitation_id in sorted(set(ids)):
        await close(invitation_id, contract_ids, now)


async def close(invitation_id: int, contract_ids: Sequence[int], now: datetime) -> list[int]:
    """It opens these contracts no more, and ends when none is left; the ids of those that it had opened."""
    found = await rows(
        "DELETE FROM invitation_contract WHERE invitation = {} AND contract IN ({}) RETURNING contract",
        invitation_id,
        list(contract_ids),
    )
    if found and not await contracts_of(invitation_id):
        await end(invitation_id, State.WITHDRAWN, now)
    return sorted(row["contract"] for row in found)


async def end(invitation_id: int, state: State, now: datetime, accepted_by: int | None = None) -> bool:
    """It waits no more, and holds no names and addresses; False when it had ended before."""
    touched = await execute(
        """UPDATE invitation SET state = {}, accepted_by = {}, touched_at = {}, version = version + 1, email = '',
            email_folded = '', family_name = '', given_name = '', patronymic = ''
        WHERE id = {} AND state = 'waiting'""",
        state.value,
        accepted_by,
        instant_in(now),
        invitation_id,
    )
    await execute("DELETE FROM invitation_contract WHERE invitation = {}", invitation_id)
    return touched > 0


async def forget(before: datetime, at_most: int) -> int:
    """Delete what nothing has happened to since; how many went."""
    found = await rows(
        "SELECT id FROM invitation WHERE touched_at < {} ORDER BY touched_at, id LIMIT {} FOR UPDATE",
        instant_in(before),
        at_most,
    )
    ids = [row["id"] for row in found]
    await execute("DELETE FROM invitation_contract WHERE invitation IN ({})", ids)
    await execute("DELETE FROM invitation WHERE id IN ({})", ids)
    return len(ids)


def invitation(row: Row) -> Invitation:
    return Invitation(
        id=row["id"],
        email=row["email"],
        email_folded=row["email_folded"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"],
        terms=Terms(Role(row["role"]), instant_out(row["until_at"])),
        invited_by=row["invited_by"],
        inviter=f"{row['by_family_name']} {row['by_given_name']}".strip(),
        state=State(row["state"]),
        nonce=row["nonce"],
        version=row["version"],
        code_version=row["code_version"],
        tries=row["tries"],
        sent_at=instant_out(row["sent_at"]),
        accepted_by=row["accepted_by"],
    )
