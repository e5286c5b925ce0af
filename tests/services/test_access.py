"""A contract is handed out to its members, in their role, while their access lasts."""

from datetime import timedelta

import pytest

from src.domain.access import TABLE, Action, Role
from src.services import sessions
from src.services.access import NotAllowed, NotYours, admit, guard_contract, known_id
from src.storage.engine import execute, transaction
from src.storage.forms import instant_in


async def _admitted(user_id, contract_id, action, now):
    """As the guard of a page does it: the contract comes with the session."""
    new = await sessions.begin(user_id, False, "10.0.0.1", "", now)
    session = await sessions.find(new.token, now, contract_id if known_id(contract_id) else 0)
    return admit(session, action)


@pytest.fixture(params=[guard_contract, _admitted])
def guard(request):
    return request.param


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("name", ["anna", "boris", "galina", "vera"])
async def test_a_member_may_what_the_table_says(guard, cast, clock, name, action):
    person = getattr(cast, name)
    asked = guard(person.id, cast.contract.id, action, clock())
    if person.role in TABLE[action]:
        contract = await asked
        assert (contract.id, contract.role, contract.user_id) == (cast.contract.id, person.role, person.id)
    else:
        with pytest.raises(NotAllowed):
            await asked


@pytest.mark.parametrize("contract_id", [0, -1, 10**9, 2**63, 10**40])
async def test_what_is_not_there_is_like_what_is_foreign(guard, cast, clock, contract_id):
    for wanted in (contract_id, cast.contract.id):
        with pytest.raises(NotYours):
            await guard(cast.dmitry.id, wanted, Action.VIEW, clock())


async def test_access_has_a_beginning(guard, cast, clock):
    async with transaction():
        begins = instant_in(clock() + timedelta(days=1))
        await execute("UPDATE membership SET from_at = {} WHERE role = {}", begins, Role.VIEWER.value)
    with pytest.raises(NotYours):
        await guard(cast.vera.id, cast.contract.id, Action.VIEW, clock())
    clock.pass_by(timedelta(days=1))
    assert await guard(cast.vera.id, cast.contract.id, Action.VIEW, clock())


async def test_access_has_an_end(guard, cast, clock):
    async with transaction():
        until = instant_in(clock() + timedelta(days=1))
        await execute("UPDATE membership SET until_at = {} WHERE role = {}", until, Role.VIEWER.value)
    assert await guard(cast.vera.id, cast.contract.id, Action.VIEW, clock())
    clock.pass_by(timedelta(days=1))
    with pytest.raises(NotYours):
        await guard(cast.vera.id, cast.contract.id, Action.VIEW, clock())


async def test_a_deleted_contract_is_not_there(guard, cast, clock):
    async with transaction():
        await execute("UPDATE contract SET deleted = {} WHERE id = {}", True, cast.contract.id)
    with pytest.raises(NotYours):
        await guard(cast.anna.id, cast.contract.id, Action.VIEW, clock())
