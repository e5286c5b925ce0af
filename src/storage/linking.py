"""What linking looks up: the contract that was named, its last invoices, and codes that were sent to its address."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.linking import IssuedInvoice
from src.storage.engine import execute, rows
from src.storage.forms import instant_in


@dataclass(frozen=True, slots=True)
class Claimed:
    """A contract that somebody names; id 0 and empty texts stand for one that does not exist."""

    id: int
    number: str
    email: str


NOBODY = Claimed(0, "", "")


async def find_claimed(number: str, inn: str, kpp: str) -> Claimed:
    """The living contract of this number, INN and KPP (empty for a sole proprietor); NOBODY where there is none."""
    found = await rows(
        """SELECT c.id, c.number, c.email FROM contract c JOIN party p ON p.id = c.party
        WHERE c.number = {} AND p.inn = {} AND p.kpp = {} AND c.deleted = FALSE ORDER BY c.id LIMIT 1""",
        number,
        inn,
        kpp,
    )
    return Claimed(found[0]["id"], found[0]["number"], found[0]["email"]) if found else NOBODY


async def claimed_by_id(contract_id: int) -> Claimed:
    found = await rows("SELECT id, number, email FROM contract WHERE id = {} AND deleted = FALSE", contract_id)
    return Claimed(found[0]["id"], found[0]["number"], found[0]["email"]) if found else NOBODY


async def last_invoices(contract_id: int, count: int) -> list[IssuedInvoice]:
    """None for id 0, at the price of the same query."""
    found = await rows(
        """SELECT number, total FROM invoice WHERE contract = {} AND deleted = FALSE
        ORDER BY issued_on DESC, id DESC LIMIT {}""",
        contract_id,
        count,
    )
    return [IssuedInvoice(row["number"], row["total"]) for row in found]


async def keep_code(user_id: int, contract_id: int, digest: str, now: datetime, expires_at: datetime) -> None:
    """The one living code of this person; for id 0 the earlier ones go and none comes."""
    await execute("DELETE FROM link_code WHERE app_user = {}", user_id)
    await execute(
        """INSERT INTO link_code (app_user, contract, code_hmac, tries, created_at, expires_at)
        SELECT {}, id, {}, 0, CAST({} AS BIGINT), CAST({} AS BIGINT) FROM contract WHERE id = {}""",
        user_id,
        digest,
        instant_in(now),
        instant_in(expires_at),
        contract_id,
    )


async def try_code(user_id: int, now: datetime, tries: int) -> tuple[int, str] | None:
    """Count one try at the person's living code; contract and digest, or None when it is used up, over or missing."""
    found = await rows(
        """UPDATE link_code SET tries = tries + 1 WHERE app_user = {} AND tries < {} AND expires_at > {}
        RETURNING contract, code_hmac""",
        user_id,
        tries,
        instant_in(now),
    )
    return (found[0]["contract"], found[0]["code_hmac"]) if found else None


async def find_code(user_id: int) -> tuple[int, str]:
    """Contract and digest of the person's last code, used up or not; (0, "") when there is none."""
    found = await rows("SELECT contract, code_hmac FROM link_code WHERE app_user = {}", user_id)
    return (found[0]["contract"], found[0]["code_hmac"]) if found else (0, "")


async def use_up_codes(user_id: int, tries: int) -> None:
    """The code serves no more; its row stays, so that a second click is known as one."""
    await execute("UPDATE link_code SET tries = {} WHERE app_user = {}", tries, user_id)
