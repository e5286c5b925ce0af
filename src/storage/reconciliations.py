"""Acts of reconciliation that were asked for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.reconciliations import Request
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in, instant_out
from src.storage.links import Row

LARGEST_ID: Final = 2**63 - 1
"""Of what the base can hold."""


async def lock(contract: GuardedContract) -> None:
    """Until the transaction ends nobody else asks for an act of this contract."""
    await rows("SELECT id FROM contract WHERE id = {} FOR NO KEY UPDATE", contract.id)


async def list_requests(contract: GuardedContract, before: int, size: int) -> list[Request]:
    """The latest first; `before`: id of the last one shown, 0 for the first page."""
    beyond, values = ("AND q.id < {}", [before]) if before else ("", [])
    found = await rows(
        f"""SELECT q.*, u.family_name, u.given_name, u.patronymic, d.file FROM (SELECT * FROM reconciliation q
            WHERE q.contract = {{}} {beyond} ORDER BY q.id DESC LIMIT {{}}) q
        JOIN app_user u ON u.id = q.app_user LEFT JOIN document d ON d.id = q.document ORDER BY q.id DESC""",  # noqa: S608 our own words alone
        contract.id,
        *values,
        size,
    )
    return [_request(row) for row in found]


async def find_request(contract: GuardedContract, id_: int) -> Request | None:
    found = await list_requests(contract, min(id_, LARGEST_ID - 1) + 1, 1)
    return found[0] if found and found[0].id == id_ else None


async def waiting_periods(contract: GuardedContract) -> list[tuple[date, date]]:
    """Of those that wait for their acts."""
    return await tuples(
        "SELECT since, until FROM reconciliation WHERE contract = {} AND document IS NULL",
        contract.id,
    )


async def add(actor: Actor, contract: GuardedContract, since: date, until: date) -> tuple[int, str, str]:
    """Id; number, which tells year, month and contract; login of who asks. The contract is locked."""
    [held] = await rows(
        """SELECT COUNT(*) AS requests, (SELECT email FROM app_user WHERE id = {}) AS login
        FROM reconciliation WHERE contract = {}""",
        actor.user_id,
        contract.id,
    )
    number = f"{actor.now:%y%m}-{contract.id}-{held['requests'] + 1}"
    [row] = await rows(
        """INSERT INTO reconciliation (number, contract, since, until, app_user, asked_at)
        VALUES ({}, {}, {}, {}, {}, {}) RETURNING id""",
        number,
        contract.id,
        since,
        until,
        actor.user_id,
        instant_in(actor.now),
    )
    return int(row["id"]), number, str(held["login"])


async def mark_taken(ids: Sequence[int], now: datetime) -> None:
    """Billing has these requests."""
    await execute("UPDATE reconciliation SET taken_at = {} WHERE id IN ({})", instant_in(now), list(ids))


def _request(row: Row) -> Request:
    return Request(
        id=row["id"],
        number=row["number"],
        since=row["since"],
        until=row["until"],
        asked_at=instant_out(row["asked_at"]),
        who=" ".join(part for part in (row["family_name"], row["given_name"], row["patronymic"]) if part),
        taken=row["taken_at"] is not None,
        answered=row["document"] is not None,
        document=row["document"] if row["file"] else 0,
    )
