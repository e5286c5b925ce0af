"""People's accounts, what they agreed to, and the devices that are known as theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from src.domain.accounts import Account
from src.domain.consents import Consent
from src.storage.engine import execute, rows, transaction
from src.storage.forms import instant_in, instant_out
from src.storage.links import Row, Violation
from src.storage.members.names import recount_person

NAMES = "id, email, email_folded, family_name, given_name, patronymic"
FIELDS = f"{NAMES}, password_hash, link_version, phone, silenced, erase_at"


@dataclass(frozen=True, slots=True)
class NewAccount:
    email: str
    email_folded: str
    family_name: str
    given_name: str
    patronymic: str
    password_hash: str


async def find_by_email(folded: str) -> Account | None:
    found = await rows(f"SELECT {FIELDS} FROM app_user WHERE email_folded = {{}}", folded)  # noqa: S608 a constant
    return _account(found[0]) if found else None


async def find(user_id: int) -> Account | None:
    found = await rows(f"SELECT {FIELDS} FROM app_user WHERE id = {{}}", user_id)  # noqa: S608 a constant
    return _account(found[0]) if found else None


async def add(new: NewAccount, asked_at: datetime, now: datetime) -> int | None:
    """A new account; its id. None: the address is taken."""
    found = await rows(
        """INSERT INTO app_user (email, email_folded, family_name, given_name, patronymic, password_hash, link_version,
            created_at, confirmed_at) VALUES ({}, {}, {}, {}, {}, {}, 0, {}, {})
        ON CONFLICT (email_folded) DO NOTHING RETURNING id""",
        new.email,
        new.email_folded,
        new.family_name,
        new.given_name,
        new.patronymic,
        new.password_hash,
        instant_in(asked_at),
        instant_in(now),
    )
    return int(found[0]["id"]) if found else None


async def add_consents(user_id: int, consents: Iterable[Consent], given_at: datetime, address: str) -> None:
    """What the person agreed to at registration, from this address."""
    for consent in consents:
        await execute(
            "INSERT INTO consent (app_user, kind, version, given_at, address) VALUES ({}, {}, {}, {}, {})",
            user_id,
            consent.kind,
            consent.version,
            instant_in(given_at),
            address[:45],
        )


async def spend_link(user_id: int, version: int) -> bool:
    """Use up all links of this version; False when that was done already."""
    touched = await execute(
        "UPDATE app_user SET link_version = link_version + 1 WHERE id = {} AND link_version = {}", user_id, version
    )
    return touched > 0


async def set_password(user_id: int, version: int, password_hash: str) -> bool:
    """A new password by a link of this version; False when the link was used already."""
    touched = await execute(
        """UPDATE app_user SET password_hash = {}, link_version = link_version + 1
        WHERE id = {} AND link_version = {}""",
        password_hash,
        user_id,
        version,
    )
    return touched > 0


async def replace_password(user_id: int, old: str, password_hash: str) -> bool:
    """A new password in the place of this one, and no link serves any more; False when it was changed meanwhile."""
    touched = await execute(
        """UPDATE app_user SET password_hash = {}, link_version = link_version + 1
        WHERE id = {} AND password_hash = {}""",
        password_hash,
        user_id,
        old,
    )
    return touched > 0


async def set_person(user_id: int, family_name: str, given_name: str, patronymic: str, phone: str) -> None:
    await execute(
        "UPDATE app_user SET family_name = {}, given_name = {}, patronymic = {}, phone = {} WHERE id = {}",
        family_name,
        given_name,
        patronymic,
        phone,
        user_id,
    )
    await recount_person(user_id)


async def silence(user_id: int, kinds: Iterable[str]) -> None:
    """Letters of these kinds, and no others, are not wanted."""
    await execute("UPDATE app_user SET silenced = {} WHERE id = {}", " ".join(sorted(kinds)), user_id)


async def set_email(user_id: int, email: str, folded: str) -> bool:
    """Another login, and no link of earlier letters serves any more; False: the address is somebody's, be it since this
    very moment."""
    try:
        async with transaction():
            touched = await execute(
                """UPDATE app_user SET email = {}, email_folded = {}, link_version = link_version + 1 WHERE id = {}
                    AND NOT EXISTS (SELECT 1 FROM app_user o WHERE o.email_folded = {} AND o.id <> app_user.id)""",
                email,
                folded,
                user_id,
                folded,
            )
    except Violation:
        return False
    await recount_person(user_id)
    return touched > 0


async def lock(user_id: int) -> Account | None:
    """As `find`; until the transaction ends nobody else changes the account."""
    found = await rows(f"SELECT {FIELDS} FROM app_user WHERE id = {{}} FOR UPDATE", user_id)  # noqa: S608 a constant
    return _account(found[0]) if found else None


async def keep_password(user_id: int, old: str, better: str) -> bool:
    """The same password, under a better hash where there is one (links bound to the old hash die then).

    False when it was changed meanwhile. Until the transaction ends nobody changes it.
    """
    change = "UPDATE app_user SET password_hash = {} WHERE id = {} AND password_hash = {}"
    return await execute(change, better, user_id, old) > 0


async def know_device(user_id: int, token_hash: str, now: datetime) -> None:
    moment = instant_in(now)
    await execute(
        """INSERT INTO known_device (app_user, token_hash, created_at, last_used_at) VALUES ({}, {}, {}, {})
        ON CONFLICT (token_hash) DO UPDATE SET last_used_at = excluded.last_used_at""",
        user_id,
        token_hash,
        moment,
        moment,
    )


async def is_known_device(user_id: int, token_hash: str) -> bool:
    return bool(await rows("SELECT id FROM known_device WHERE token_hash = {} AND app_user = {}", token_hash, user_id))


async def owner_of_device(token_hash: str) -> int | None:
    found = await rows("SELECT app_user FROM known_device WHERE token_hash = {}", token_hash)
    return int(found[0]["app_user"]) if found else None


async def forget_unused_devices(before: datetime) -> int:
    """Delete the devices on which nobody has signed in since; how many went."""
    return await execute("DELETE FROM known_device WHERE last_used_at < {}", instant_in(before))


async def forget_devices(user_id: int, but: str = "") -> None:
    """After a change of password no device is let out of the queue, but the one of this hash, where it was changed."""
    await execute("DELETE FROM known_device WHERE app_user = {} AND token_hash <> {}", user_id, but)


def _account(row: Row) -> Account:
    return Account(
        id=row["id"],
        email=row["email"],
        email_folded=row["email_folded"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"],
        password_hash=row["password_hash"],
        link_version=row["link_version"],
        phone=row["phone"],
        silenced=frozenset(row["silenced"].split()),
        erase_at=instant_out(row["erase_at"]),
    )
