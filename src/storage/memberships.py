"""Who is linked to a contract, and who asks to be."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.access import GuardedContract, Role
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.in_force import lasting
from src.storage.links import Row


@dataclass(frozen=True, slots=True)
class Administrator:
    id: int
    email: str
    silenced: frozenset[str]


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """Somebody who showed a proof when the contract had an administrator already."""

    id: int
    user_id: int
    family_name: str
    given_name: str
    patronymic: str
    email: str
    created_at: datetime

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)


async def lock_contract(contract_id: int) -> None:
    """Until the transaction ends nobody else changes who has access. Rows that name the contract (a draft, a receipt)
    may still be written: with their sheets locked they would wait for us, and we for their sheets."""
    await rows("SELECT id FROM contract WHERE id = {} FOR NO KEY UPDATE", contract_id)


async def role_of(user_id: int, contract_id: int, now: datetime) -> Role | None:
    found = await rows(
        f"SELECT m.role FROM membership m WHERE m.app_user = {{}} AND m.contract = {{}} AND {lasting('m')}",  # noqa: S608
        user_id,
        contract_id,
        instant_in(now),
    )
    return Role(found[0]["role"]) if found else None


async def membership_of(user_id: int, contract_id: int) -> int:
    """Its id, ended or not; 0 where there never was one."""
    found = await rows("SELECT id FROM membership WHERE app_user = {} AND contract = {}", user_id, contract_id)
    return int(found[0]["id"]) if found else 0


async def login_of(user_id: int) -> str:
    """The address a person signs in with, as they write it."""
    found = await rows("SELECT email FROM app_user WHERE id = {}", user_id)
    return str(found[0]["email"]) if found else ""


async def administrators(contract_id: int, now: datetime) -> list[Administrator]:
    """At most a hundred."""
    found = await rows(
        f"""SELECT u.id, u.email, u.silenced FROM membership m JOIN app_user u ON u.id = m.app_user
        WHERE m.contract = {{}} AND m.role = 'admin' AND {lasting("m")} ORDER BY m.id LIMIT 100""",  # noqa: S608
        contract_id,
        instant_in(now),
    )
    return [Administrator(row["id"], row["email"], frozenset(row["silenced"].split())) for row in found]


async def add_request(user_id: int, contract_id: int, now: datetime) -> bool:
    """False when the person has asked already."""
    touched = await execute(
        "INSERT INTO link_request (app_user, contract, created_at) VALUES ({}, {}, {})"
        " ON CONFLICT (app_user, contract) DO NOTHING",
        user_id,
        contract_id,
        instant_in(now),
    )
    return touched > 0


_REQUEST = """SELECT q.id, q.app_user, u.family_name, u.given_name, u.patronymic, u.email, q.created_at
    FROM link_request q JOIN app_user u ON u.id = q.app_user WHERE q.contract = {}"""


async def list_requests(contract: GuardedContract, limit: int) -> list[LinkRequest]:
    """The longest waiting first."""
    return [_request(row) for row in await rows(_REQUEST + " ORDER BY q.id LIMIT {}", contract.id, limit)]


async def take_request(contract: GuardedContract, request_id: int) -> LinkRequest | None:
    """Take it out of the list to answer it; None when there is no such one in this contract, or another has it."""
    found = await rows(_REQUEST + " AND q.id = {}", contract.id, request_id)
    if not found or not await execute("DELETE FROM link_request WHERE id = {}", request_id):
        return None
    return _request(found[0])


def _request(row: Row) -> LinkRequest:
    return LinkRequest(
        row["id"],
        row["app_user"],
        row["family_name"],
        row["given_name"],
        row["patronymic"],
        row["email"],
        instant_out(row["created_at"]),
    )
