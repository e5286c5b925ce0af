"""Registrations that wait for the link of their letters, and their end."""

from __future__ import annotations

from datetime import datetime

from src.domain.accounts import Registration
from src.domain.consents import Consent
from src.storage import users
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.links import Row

AT_ONCE = 5
"""So many registrations with one address are looked at: nobody has more of his own."""
FIELDS = """id, email, email_folded, family_name, given_name, patronymic, password_hash, consents, address, asked_at"""


async def put(new: Registration) -> int | None:
    """Store it, in the place of the one with its id and password, whose links go on serving; its id.

    None: the address is taken.
    """
    values = (
        new.email,
        new.email_folded,
        new.family_name,
        new.given_name,
        new.patronymic,
        new.password_hash,
        " ".join(consent.mark for consent in new.consents),
        new.address[:45],
        instant_in(new.asked_at),
    )
    again = await rows(
        """UPDATE registration SET email = {}, email_folded = {}, family_name = {}, given_name = {}, patronymic = {},
            password_hash = {}, consents = {}, address = {}, asked_at = {}
        WHERE id = {} AND email_folded = {} AND password_hash = {} RETURNING id""",
        *values,
        new.id,
        new.email_folded,
        new.password_hash,
    )
    found = again or await rows(
        """INSERT INTO registration (email, email_folded, family_name, given_name, patronymic, password_hash, consents,
            address, asked_at)
        SELECT CAST({} AS VARCHAR(254)), CAST({} AS VARCHAR(254)), CAST({} AS VARCHAR(100)), CAST({} AS VARCHAR(100)),
            CAST({} AS VARCHAR(100)), CAST({} AS VARCHAR(200)), CAST({} AS VARCHAR(200)), CAST({} AS VARCHAR(45)),
            CAST({} AS BIGINT)
        WHERE NOT EXISTS (SELECT 1 FROM app_user WHERE email_folded = {}) RETURNING id""",
        *values,
        new.email_folded,
    )
    return int(found[0]["id"]) if found else None


async def find(registration_id: int) -> Registration | None:
    found = await rows(f"SELECT {FIELDS} FROM registration WHERE id = {{}}", registration_id)  # noqa: S608 a constant
    return _registration(found[0]) if found else None


async def waiting(folded: str) -> list[Registration]:
    """Those with this address, the newest first; at most five."""
    found = await rows(
        f"SELECT {FIELDS} FROM registration WHERE email_folded = {{}} ORDER BY asked_at DESC, id DESC LIMIT {{}}",  # noqa: S608
        folded,
        AT_ONCE,
    )
    return [_registration(row) for row in found]


async def finish(done: Registration, now: datetime) -> int | None:
    """The account that comes of it, its id; all that waits with this address is gone. None: the address is taken."""
    new = users.NewAccount(
        done.email, done.email_folded, done.family_name, done.given_name, done.patronymic, done.password_hash
    )
    user_id = await users.add(new, done.asked_at, now)
    if user_id is not None:
        await users.add_consents(user_id, done.consents, done.asked_at, done.address)
        await drop(done.email_folded)
    return user_id


async def drop(folded: str) -> None:
    """The address has an account: nothing waits with it any more."""
    await execute("DELETE FROM registration WHERE email_folded = {}", folded)


async def forget(before: datetime, at_most: int) -> int:
    """Delete what was asked for before this moment and never finished; how many went."""
    return await execute(
        """DELETE FROM registration WHERE id IN
            (SELECT id FROM registration WHERE asked_at < {} ORDER BY asked_at LIMIT {})""",
        instant_in(before),
        at_most,
    )


def _consent(mark: str) -> Consent:
    kind, _, version = mark.partition("@")
    return Consent(kind, version)


def _registration(row: Row) -> Registration:
    return Registration(
        id=row["id"],
        email=row["email"],
        email_folded=row["email_folded"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"],
        password_hash=row["password_hash"],
        consents=tuple(_consent(mark) for mark in row["consents"].split()),
        address=row["address"],
        asked_at=instant_out(row["asked_at"]),
    )
