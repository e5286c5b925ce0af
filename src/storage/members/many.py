"""A choice that was begun is worked off: some contracts at a time, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from src.domain.many import Choice, Outcome, Refused
from src.storage.engine import execute, execute_many, rows, tuples
from src.storage.forms import instant_in
from src.storage.members.choosing import find


async def next_going() -> tuple[int, int] | None:
    """Whose choice, and which, waits longest."""
    found = await rows("SELECT id, app_user FROM access_choice WHERE state = 'going' ORDER BY id LIMIT 1")
    return (found[0]["app_user"], found[0]["id"]) if found else None


async def hold(user_id: int, choice_id: int) -> Choice | None:
    """Until the transaction ends nobody else works on it; None when it is done."""
    if not await rows("SELECT id FROM access_choice WHERE id = {} AND state = 'going' FOR UPDATE", choice_id):
        return None
    return await find(user_id, choice_id)


async def stamp_of(choice_id: int) -> str:
    """Another one when something else was said, or other contracts were chosen."""
    found = await tuples(
        """SELECT c.person, c.act, c.role, c.until_at, COUNT(x.contract), CAST(SUM(x.contract) AS BIGINT),
            CAST(SUM((x.contract % 1000003) * (x.contract % 999983)) AS BIGINT)
        FROM access_choice c LEFT JOIN access_chosen x ON x.choice = c.id WHERE c.id = {}
        GROUP BY c.person, c.act, c.role, c.until_at""",
        choice_id,
    )
    return ".".join(str(each or 0) for each in found[0]) if found else ""


async def waiting(choice_id: int, limit: int) -> list[int]:
    """Contracts that have not been worked on, by id: locks are taken in this order everywhere."""
    found = await tuples(
        "SELECT contract FROM access_chosen WHERE choice = {} AND outcome = '' ORDER BY contract LIMIT {}",
        choice_id,
        limit,
    )
    return [contract_id for (contract_id,) in found]


async def settle(choice_id: int, outcomes: Mapping[int, Outcome]) -> None:
    await execute_many(
        "UPDATE access_chosen SET outcome = {} WHERE choice = {} AND contract = {}",
        [(outcome.value, choice_id, contract_id) for contract_id, outcome in outcomes.items()],
    )


async def finish(choice_id: int) -> None:
    await execute("UPDATE access_choice SET state = 'done' WHERE id = {}", choice_id)


async def done_numbers(choice_id: int, limit: int) -> list[str]:
    """Numbers of contracts in which it was done."""
    found = await tuples(
        """SELECT c.number FROM access_chosen x JOIN contract c ON c.id = x.contract
        WHERE x.choice = {} AND x.outcome = 'done' ORDER BY x.sort_key, x.contract LIMIT {}""",
        choice_id,
        limit,
    )
    return [number for (number,) in found]


async def refused(choice_id: int, after: int, limit: int) -> list[Refused]:
    """Where it could not be done, in order, behind the contract `after`."""
    found = await tuples(
        f"""SELECT c.id, c.number, p.name, x.outcome FROM access_chosen x
        JOIN contract c ON c.id = x.contract JOIN party p ON p.id = c.party
        WHERE x.choice = {{}} AND x.outcome IN ('stuck', 'lost'){_BEHIND if after else ""}
        ORDER BY x.sort_key, x.contract LIMIT {{}}""",  # noqa: S608 our own words alone
        choice_id,
        *([choice_id, after] if after else []),
        limit,
    )
    return [Refused(id_, number, party, Outcome(outcome)) for id_, number, party, outcome in found]


_BEHIND = """ AND (x.sort_key, x.contract) > (SELECT n.sort_key, n.contract FROM access_chosen n
            WHERE n.choice = {} AND n.contract = {})"""


async def forget_old(before: datetime, limit: int) -> int:
    """Choices asked before that instant go, with their contracts; how many went."""
    found = await tuples(
        "SELECT id FROM access_choice WHERE asked_at < {} AND state <> 'going' ORDER BY asked_at LIMIT {}",
        instant_in(before),
        limit,
    )
    ids: Sequence[int] = [id_ for (id_,) in found]
    if ids:
        await execute("DELETE FROM access_chosen WHERE choice IN ({})", ids)
        await execute("DELETE FROM access_choice WHERE id IN ({})", ids)
    return len(ids)
