from dataclasses import replace

import pytest

from src.domain.access import Role
from src.gateways.passwords import Passwords
from src.services import demo_people
from src.services.demo_people import DemoPerson
from src.storage import users
from src.storage.engine import Base, rows, transaction
from tests import factories
from tests.clock import FixedClock

NINA = DemoPerson("nina@kabinet.example", "first word", "Орлова", "Нина", "Ильинична", Role.ADMIN, ("one", "two"))


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords(memory_kib=8, passes=1)


@pytest.fixture
async def contracts(base: Base) -> None:
    async with transaction():
        party = await factories.party("ООО «Вега»")
        for key in ("one", "two", "three"):
            await factories.contract(f"9{len(key)}", party, key=key)


async def memberships() -> list[tuple[str, str]]:
    found = await rows("SELECT c.key, m.role FROM membership m JOIN contract c ON c.id = m.contract ORDER BY c.key")
    return [(row["key"], row["role"]) for row in found]


@pytest.mark.usefixtures("contracts")
async def test_a_person_settles_in_once_and_keeps_the_account(passwords: Passwords, clock: FixedClock) -> None:
    for _ in range(2):
        await demo_people.settle_in(NINA, passwords, clock())
    account = await users.find_by_email(NINA.login)
    assert account is not None
    assert await passwords.verify("first word", account.password_hash) == (True, None)
    assert await memberships() == [("one", "admin"), ("two", "admin")]


@pytest.mark.usefixtures("contracts")
async def test_the_password_of_this_start_counts(passwords: Passwords, clock: FixedClock) -> None:
    await demo_people.settle_in(NINA, passwords, clock())
    await demo_people.settle_in(replace(NINA, password="second word"), passwords, clock())
    account = await users.find_by_email(NINA.login)
    assert account is not None
    assert (await passwords.verify("second word", account.password_hash))[0]


@pytest.mark.usefixtures("contracts")
async def test_the_contract_to_link_is_one_that_nobody_has(passwords: Passwords, clock: FixedClock) -> None:
    assert await demo_people.first_unlinked(["two", "three"]) == "three"
    await demo_people.settle_in(replace(NINA, contracts=("three",)), passwords, clock())
    assert await demo_people.first_unlinked(["two", "three"]) == "two"
    assert await demo_people.first_unlinked(["three", "unknown"]) is None


@pytest.mark.usefixtures("contracts")
async def test_whoever_comes_later_is_let_in_by_the_administrator(passwords: Passwords, clock: FixedClock) -> None:
    later = replace(NINA, login="later@kabinet.example", role=Role.VIEWER)
    for person in (NINA, later, NINA, later):
        await demo_people.settle_in(person, passwords, clock())
    nina = await users.find_by_email(NINA.login)
    found = await rows("SELECT role, granted_by FROM membership ORDER BY role, id")
    assert nina is not None
    assert [(row["role"], row["granted_by"]) for row in found] == 2 * [("admin", None)] + 2 * [("viewer", nina.id)]
