"""Sessions: the token itself is never stored, only its SHA-256.

`family` is the hash of the token that the sign-in gave: renewed sessions share it, and end together.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from src.domain.access import Role
from src.domain.sessions import CurrentContract, Device, Session
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.in_force import in_force

FIND = f"""SELECT s.id, s.app_user, u.email, u.family_name, u.given_name, u.patronymic, s.created_at, s.fresh_at,
        s.last_seen_at, s.idle_until, s.absolute_until, s.remembered, s.ended_at, s.second_at, u.second_factor,
        m.role, c.id AS contract_id, c.key AS contract_key, c.number AS contract_number,
        c.second_factor AS contract_demands,
        n.role AS asked_role, k.id AS asked_id, k.key AS asked_key, k.number AS asked_number,
        k.second_factor AS asked_demands,
        COALESCE(c.id, 0) <> (SELECT COALESCE(MIN(o.contract), 0) FROM membership o
                WHERE o.app_user = u.id AND o.ended = FALSE)
            OR c.id <> (SELECT MAX(o.contract) FROM membership o WHERE o.app_user = u.id AND o.ended = FALSE) AS several
    FROM session s
    JOIN app_user u ON u.id = s.app_user
    LEFT JOIN membership m ON m.app_user = u.id AND m.contract = u.current_contract
        AND {in_force("m")}
    LEFT JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
    LEFT JOIN membership n ON n.app_user = u.id AND n.contract = {{}}
        AND {in_force("n")}
    LEFT JOIN contract k ON k.id = n.contract AND k.deleted = FALSE
    WHERE s.token_hash = {{}}"""  # noqa: S608 our own words alone


async def find_session(token_hash: str, now: datetime, asked: int) -> Session | None:
    """The session of this token, living or ended, with its person, current contract, and the contract `asked` for
    (0: none), as far as the person is a member of it now: one query."""
    at = instant_in(now)
    found = await rows(FIND, at, at, asked, at, at, token_hash)
    return _session(found[0]) if found else None


def _contract(row: dict[str, Any], name: str, role: str) -> CurrentContract | None:
    """The contract whose columns begin with this name."""
    if row[f"{name}_id"] is None:
        return None
    demanding = bool(row[f"{name}_demands"])
    return CurrentContract(row[f"{name}_id"], row[f"{name}_key"], row[f"{name}_number"], Role(role), demanding)


def _session(row: dict[str, Any]) -> Session:
    return Session(
        id=row["id"],
        user_id=row["app_user"],
        email=row["email"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"],
        created_at=instant_out(row["created_at"]),
        fresh_at=instant_out(row["fresh_at"]),
        last_seen_at=instant_out(row["last_seen_at"]),
        idle_until=instant_out(row["idle_until"]),
        absolute_until=instant_out(row["absolute_until"]),
        remembered=bool(row["remembered"]),
        ended_at=instant_out(row["ended_at"]),
        has_factor=bool(row["second_factor"]),
        second_at=instant_out(row["second_at"]),
        current=_contract(row, "contract", row["role"]),
        asked=_contract(row, "asked", row["asked_role"]),
        several=bool(row["several"]),
    )


async def add_session(
    token_hash: str,
    user_id: int,
    now: datetime,
    idle_until: datetime,
    absolute_until: datetime,
    remembered: bool,
    address: str,
    agent: str,
    second: bool,
) -> int:
    """A new session whose password, and second factor where there is one, was given just now; its id."""
    at = instant_in(now)
    found = await rows(
        """INSERT INTO session (token_hash, app_user, created_at, fresh_at, last_seen_at, idle_until, absolute_until,
            remembered, ended_at, address, agent, family, second_at)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, NULL, {}, {}, {}, {}) RETURNING id""",
        token_hash,
        user_id,
        at,
        at,
        at,
        instant_in(idle_until),
        instant_in(absolute_until),
        remembered,
        address[:45],
        agent[:300],
        token_hash,
        at if second else None,
    )
    return int(found[0]["id"])


async def copy_session(session_id: int, token_hash: str, now: datetime) -> int | None:
    """The same session under a new token; None when it has ended meanwhile."""
    found = await rows(
        """INSERT INTO session (token_hash, app_user, created_at, fresh_at, last_seen_at, idle_until, absolute_until,
            remembered, ended_at, address, agent, family, second_at)
        SELECT {}, app_user, created_at, fresh_at, last_seen_at, idle_until, absolute_until, remembered, NULL, address,
            agent, family, second_at FROM session WHERE id = {} AND (ended_at IS NULL OR ended_at > {}) RETURNING id""",
        token_hash,
        session_id,
        instant_in(now),
    )
    return int(found[0]["id"]) if found else None


async def see_session(session_id: int, now: datetime, idle_until: datetime) -> None:
    """Write down a visit; a session that has ended meanwhile stays ended."""
    await execute(
        "UPDATE session SET last_seen_at = {}, idle_until = {} WHERE id = {} AND ended_at IS NULL",
        instant_in(now),
        instant_in(idle_until),
        session_id,
    )


async def give_second(session_id: int, now: datetime) -> None:
    """The second factor was shown in this session."""
    await execute("UPDATE session SET second_at = {} WHERE id = {}", instant_in(now), session_id)


async def lock_sessions(user_id: int) -> None:
    """Until the transaction ends nobody else renews or ends this person's sessions: none slips out between the two."""
    await rows("SELECT id FROM app_user WHERE id = {} FOR UPDATE", user_id)


async def serves(session_id: int, now: datetime) -> bool:
    """Whether nobody has ended it meanwhile."""
    found = await rows(
        "SELECT 1 AS found FROM session WHERE id = {} AND (ended_at IS NULL OR ended_at > {})",
        session_id,
        instant_in(now),
    )
    return bool(found)


async def hand_over(session_id: int, ends_at: datetime, now: datetime) -> None:
    """A living session that was renewed ends at `ends_at`, or earlier if it was ending already."""
    end = instant_in(ends_at)
    await execute(
        """UPDATE session SET ended_at = CASE WHEN ended_at < {} THEN ended_at ELSE {} END
        WHERE id = {} AND (ended_at IS NULL OR ended_at > {})""",
        end,
        end,
        session_id,
        instant_in(now),
    )


async def end_family(session_id: int, user_id: int, now: datetime) -> bool:
    """End one session of this person under all its tokens; False when none of them serves."""
    at = instant_in(now)
    touched = await execute(
        """UPDATE session SET ended_at = {} WHERE app_user = {} AND (ended_at IS NULL OR ended_at > {})
            AND family = (SELECT s.family FROM session s WHERE s.id = {})""",
        at,
        user_id,
        at,
        session_id,
    )
    return touched > 0


async def end_sessions(user_id: int, now: datetime, keep: int | None) -> int:
    """End every session of the person except `keep`; how many were ended."""
    return await execute(
        """UPDATE session SET ended_at = {} WHERE app_user = {} AND id <> {}
            AND (ended_at IS NULL OR ended_at > {})""",
        instant_in(now),
        user_id,
        keep or 0,
        instant_in(now),
    )


async def end_all(now: datetime) -> int:
    """End every living session of everybody; how many were ended."""
    at = instant_in(now)
    return await execute("UPDATE session SET ended_at = {} WHERE ended_at IS NULL OR ended_at > {}", at, at)


async def list_devices(user_id: int, session_id: int, now: datetime, limit: int) -> list[Device]:
    """Living sessions, that of this browser first, then the latest used."""
    at = instant_in(now)
    found = await rows(
        """SELECT id, agent, address, created_at, last_seen_at, remembered,
            family = (SELECT t.family FROM session t WHERE t.id = {}) AS this FROM session
        WHERE app_user = {} AND ended_at IS NULL AND idle_until > {} AND absolute_until > {}
        ORDER BY this DESC, last_seen_at DESC, id DESC LIMIT {}""",
        session_id,
        user_id,
        at,
        at,
        limit,
    )
    return [
        Device(
            row["id"],
            row["agent"],
            row["address"],
            instant_out(row["created_at"]),
            instant_out(row["last_seen_at"]),
            bool(row["remembered"]),
            bool(row["this"]),
        )
        for row in found
    ]


async def has_signed_in(user_id: int) -> bool:
    """Whether there is any session of this person, living or ended."""
    return bool(await rows("SELECT 1 AS found FROM session WHERE app_user = {} LIMIT 1", user_id))


async def delete_old_sessions(before: datetime) -> int:
    """Forget sessions that ended for good before this moment."""
    return await execute("DELETE FROM session WHERE absolute_until < {}", instant_in(before))
