"""Contracts that a person chooses for one act, tick by tick or all that a filter finds."""

from collections.abc import Sequence
from datetime import datetime

from src.domain.access import Role
from src.domain.many import MOST, Act, Choice, Counts, Outcome, State
from src.domain.members import Terms
from src.storage.contracts import escape
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in, instant_out
from src.storage.in_force import OPEN_ALONE, in_force, lasting
from src.storage.links import Row

_FIELDS = "id, app_user, person, act, role, until_at, state, address"
_MINE = f"m.app_user = {{}} AND m.role = 'admin' AND {in_force('m')} AND {OPEN_ALONE}"


async def open_choice(user_id: int) -> Choice | None:
    """The one that this person is about to make."""
    return _one(await rows(f"SELECT {_FIELDS} FROM access_choice WHERE app_user = {{}} AND state = 'open'", user_id))  # noqa: S608


async def begin(user_id: int, now: datetime) -> int:
    """The id of the open choice, made where there is none."""
    await execute(
        """INSERT INTO access_choice (app_user, person, act, role, until_at, state, asked_at, address)
        VALUES ({}, NULL, '', '', NULL, 'open', {}, '') ON CONFLICT (app_user) WHERE state = 'open' DO NOTHING""",
        user_id,
        instant_in(now),
    )
    found = await rows("SELECT id FROM access_choice WHERE app_user = {} AND state = 'open' FOR UPDATE", user_id)
    return int(found[0]["id"])


async def add(choice_id: int, user_id: int, contract_ids: Sequence[int], now: datetime) -> None:
    """Those of these contracts that the person administers."""
    await _add(choice_id, user_id, now, "m.contract IN ({})", [list(contract_ids)])


async def add_found(choice_id: int, user_id: int, words: Sequence[str], now: datetime) -> None:
    """All contracts that the person administers and these words find; at most MOST in all."""
    conditions = ["(SELECT k.search FROM contract k WHERE k.id = m.contract) LIKE {} ESCAPE '!'"] * len(words)
    await _add(choice_id, user_id, now, " AND ".join(conditions) or "TRUE", [f"%{escape(word)}%" for word in words])


async def _add(choice_id: int, user_id: int, now: datetime, which: str, values: Sequence[object]) -> None:
    at = instant_in(now)
    await execute(
        f"""INSERT INTO access_chosen (choice, contract, sort_key, outcome)
        SELECT CAST({{}} AS BIGINT), m.contract, m.sort_key, '' FROM membership m
        JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
        WHERE {_MINE} AND {which} ORDER BY m.sort_key, m.contract LIMIT {MOST}
        ON CONFLICT (choice, contract) DO NOTHING""",  # noqa: S608 our own words alone
        choice_id,
        user_id,
        at,
        at,
        *values,
    )


async def leave_out(choice_id: int, contract_ids: Sequence[int] | None) -> None:
    """These contracts, or all of them."""
    which = "" if contract_ids is None else " AND contract IN ({})"
    values = [] if contract_ids is None else [list(contract_ids)]
    await execute(f"DELETE FROM access_chosen WHERE choice = {{}}{which}", choice_id, *values)  # noqa: S608


async def chosen_of(choice_id: int, contract_ids: Sequence[int]) -> set[int]:
    """Which of these are chosen."""
    found = await tuples(
        "SELECT contract FROM access_chosen WHERE choice = {} AND contract IN ({})", choice_id, list(contract_ids)
    )
    return {contract_id for (contract_id,) in found}


async def first_chosen(choice_id: int, limit: int) -> list[int]:
    """The first ones in order."""
    found = await tuples(
        "SELECT contract FROM access_chosen WHERE choice = {} ORDER BY sort_key, contract LIMIT {}", choice_id, limit
    )
    return [contract_id for (contract_id,) in found]


async def count(choice_id: int) -> Counts:
    found = await tuples("SELECT outcome, COUNT(*) FROM access_chosen WHERE choice = {} GROUP BY outcome", choice_id)
    return Counts({Outcome(outcome): int(number) for outcome, number in found})


async def find(user_id: int, choice_id: int) -> Choice | None:
    """Of this very person."""
    return _one(
        await rows(f"SELECT {_FIELDS} FROM access_choice WHERE id = {{}} AND app_user = {{}}", choice_id, user_id)  # noqa: S608
    )


async def say(choice_id: int, person: int, act: Act, terms: Terms | None) -> None:
    """Whose access, and what is to be done with it."""
    await execute(
        "UPDATE access_choice SET person = {}, act = {}, role = {}, until_at = {} WHERE id = {} AND state = 'open'",
        person,
        act.value,
        terms.role.value if terms else "",
        instant_in(terms.until) if terms else None,
        choice_id,
    )


async def going(user_id: int) -> int:
    found = await rows("SELECT COUNT(*) AS many FROM access_choice WHERE app_user = {} AND state = 'going'", user_id)
    return int(found[0]["many"])


async def start(choice_id: int, user_id: int, address: str, now: datetime) -> bool:
    """From now on it is worked off; False when it is not open any more, or nothing was said."""
    return bool(
        await execute(
            """UPDATE access_choice SET state = 'going', asked_at = {}, address = {}
            WHERE id = {} AND app_user = {} AND state = 'open' AND act <> '' AND person IS NOT NULL""",
            instant_in(now),
            address[:45],
            choice_id,
            user_id,
        )
    )


async def shared_person(user_id: int, folded: str, now: datetime) -> tuple[int, str] | None:
    """Id and name of somebody of this login who has access to a contract that the person administers."""
    at = instant_in(now)
    found = await rows(
        f"""SELECT u.id, u.family_name, u.given_name FROM app_user u
        WHERE u.email_folded = {{}} AND EXISTS (SELECT 1 FROM membership m
            JOIN membership o ON o.contract = m.contract AND o.app_user = u.id AND {lasting("o")}
            WHERE {_MINE} AND EXISTS (SELECT 1 FROM contract c WHERE c.id = m.contract AND c.deleted = FALSE))""",  # noqa: S608
        folded,
        at,
        user_id,
        at,
        at,
    )
    return (found[0]["id"], f"{found[0]['family_name']} {found[0]['given_name']}".strip()) if found else None


def _one(found: Sequence[Row]) -> Choice | None:
    if not found:
        return None
    row = found[0]
    terms = Terms(Role(row["role"]), instant_out(row["until_at"])) if row["role"] else None
    return Choice(
        row["id"], row["app_user"], row["person"] or 0, Act(row["act"]), terms, State(row["state"]), row["address"]
    )
