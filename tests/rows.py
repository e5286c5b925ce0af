"""Rows of any table, people and their memberships; the moment and the place of all tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from src.domain.access import Role
from src.domain.consents import CONSENTS
from src.domain.periods import Period
from src.storage import consents
from src.storage.accounts import count_accounts
from src.storage.engine import execute, rows, transaction
from src.storage.forms import instant_in
from src.storage.members.names import recount_person
from src.storage.owed import recount_members
from src.storage.recount import recount_contracts
from src.storage.settled import write_accounts

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
THIS = Period(2026, 11)


async def insert(table: str, **values: Any) -> int:
    """One row of any table; its id."""
    marks = ", ".join(["{}"] * len(values))
    async with transaction():
        found = await rows(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks}) RETURNING id", *values.values())
    return int(found[0]["id"])


async def user(email: str, family_name: str = "Иванова", given_name: str = "Анна", **values: Any) -> int:
    """Confirmed, agreed to the texts of today; the password hash fits no password unless one is given."""
    usual = {
        "patronymic": "",
        "password_hash": "!",
        "link_version": 0,
        "created_at": instant_in(NOW),
        "confirmed_at": instant_in(NOW),
        "current_contract": None,
    }
    id_ = await insert(
        "app_user",
        **{
            "email": email,
            "email_folded": email.lower(),
            "family_name": family_name,
            "given_name": given_name,
            **usual,
            **values,
        },
    )
    async with transaction():
        await consents.give(id_, CONSENTS[:2], NOW, "192.0.2.1")
    return id_


async def member(
    user_id: int, contract_id: int, role: Role = Role.ADMIN, until: datetime | None = None, settled: bool = True
) -> int:
    """Also makes the contract the person's current one where there is none; unless `settled`, count it afterwards."""
    async with transaction():
        id_ = await insert(
            "membership",
            app_user=user_id,
            contract=contract_id,
            role=role.value,
            from_at=instant_in(NOW),
            until_at=instant_in(until),
            granted_by=None,
            sort_key="",
        )
        await recount_person(user_id)
        await execute(
            "UPDATE app_user SET current_contract = {} WHERE id = {} AND current_contract IS NULL", contract_id, user_id
        )
        if settled:
            await settle(contract_id)
            await recount_members([contract_id])
    return id_


async def settle(*contract_ids: int, now: datetime = NOW) -> None:
    async with transaction():
        await recount_contracts(contract_ids, now, MOSCOW)


async def settle_money(*contract_ids: int, now: datetime = NOW) -> None:
    """Count what is due of these contracts."""
    counted = await count_accounts(contract_ids, now, MOSCOW)
    async with transaction():
        await write_accounts(counted)
