"""The demo's invented people: accounts that work, with passwords made for this copy alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from src.domain.access import Role
from src.domain.consents import CONSENTS
from src.gateways.passwords import Passwords
from src.storage import consents, users
from src.storage import demo_people as storage
from src.storage.engine import transaction

NO_ADDRESS = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`login` is an address in its folded form; `contracts` are the supplier's keys."""

    login: str
    password: str
    family_name: str
    given_name: str
    patronymic: str
    role: Role
    contracts: tuple[str, ...]


async def settle_in(person: DemoPerson, passwords: Passwords, now: datetime) -> None:
    """The person can sign in with this password and has these contracts, whatever was there before."""
    known = await users.find_by_email(person.login)
    fits, _ = await passwords.verify(person.password, known.password_hash if known else None)
    hashed = None if fits else await passwords.hash(person.password)
    async with transaction():
        user_id = known.id if known else await _register(person, hashed or "", now)
        if known and hashed:
            await users.set_password(known.id, known.link_version, hashed)
        await consents.give(user_id, CONSENTS, now, NO_ADDRESS)
        for key in person.contracts:
            await storage.grant(user_id, key, person.role, now)


async def _register(person: DemoPerson, hashed: str, now: datetime) -> int:
    new = users.NewAccount(person.login, person.login, person.family_name, person.given_name, person.patronymic, hashed)
    user_id = await users.add(new, now, now)
    if user_id is None:
        raise LookupError(person.login)
    return user_id


async def first_unlinked(keys: Sequence[str]) -> str | None:
    """The first of these contracts that nobody has ever linked; None when all are."""
    return await storage.first_unlinked(keys)
