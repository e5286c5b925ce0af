"""A contract is handed out to its members, in their role, while their access lasts."""

from datetime import timedelta

import pytest

from src.domain.access import TABLE, Action, Role
from src.services.access import NotAllowed, NotYours, guard_contract
from src.storage.engine import execute, transaction
from src.storage.forms import instant_in


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("name", ["anna", "boris", "galina", "vera"])
async def test_a_member_may_what_the_table_says(cast, clock, name, action):
    person = getattr(cast, name)
    asked = guard_contract(person.id, cast.contract.id, action, clock())
    if person.role in TABLE[action]:
        contract = await asked
        assert (contract.id, contract.role, contract.user_id) == (cast.contract.id, person.role, person.id)
    else:
        with pytest.raises(NotAllowed):
            await asked


@pytest.mark.parametrize("contract_id", [0, -1, 10**9, 2**63, 10**40])
async def test_what_is_not_there_is_like_what_is_foreign(cast, clock, contract_id):
    for wanted in (contract_id, cast.contract.id):
        with pytest.raises(NotYours):
            await guard_contract(cast.dmitry.id, wanted, Action.VIEW, clock())


async def test_access_has_a_beginning(cast, clock):
    async with transaction():
        begins = instant_in(clock() + timedelta(days=1))
        await execute("UPDATE membership SET from_at = {} WHERE role = {}", begins, Role.VIEWER.value)
    with pytest.raises(NotYours):
        await guard_contract(cast.vera.id, cast.contract.id, Action.VIEW, clock())
    clock.pass_by(timedelta(days=1))
    assert await guard_contract(cast.vera.id, cast.contract.id, Action.VIEW, clock())


async def test_access_has_an_end(cast, clock):
    async with transaction():
        until = instant_in(clock() + timedelta(days=1))
        await execute("UPDATE membership SET until_at = {} WHERE role = {}", until, Role.VIEWER.value)
    assert await guard_contract(cast.vera.id, cast.contract.id, Action.VIEW, clock())
    clock.pass_by(timedelta(days=1))
    with pytest.raises(NotYours):
        await guard_contract(cast.vera.id, cast.contract.id, Action.VIEW, clock())


async def test_a_deleted_contract_is_not_there(cast, clock):
    async with transaction():
        await execute("UPDATE contract SET deleted = {} WHERE id = {}", True, cast.contract.id)
    with pytest.raises(NotYours):
        await guard_contract(cast.anna.id, cast.contract.id, Action.VIEW, clock())
