"""Who has access is changed: exactly, told by journal and letter, and never without an administrator."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.access import Action, GuardedContract, Role
from src.domain.journal import Actor
from src.domain.members import AlreadyMember, ChangedMeanwhile, LastAdministrator, NoLongerMember, NoSuchMember, Terms
from src.services import access
from src.services.members import acts, changing, listing, unlinking
from src.services.members.changing import Shown
from src.services.members.desk import administering
from src.storage import granting
from src.storage.engine import rows, transaction
from tests import factories
from tests.linkers import actions, letters

SOON = factories.NOW + timedelta(days=3)


@pytest.fixture
def post(app):
    return app.state.kit.account.letters


@pytest.fixture
def anna(cast):
    return Actor(cast.anna.id, "192.0.2.1", factories.NOW)


@pytest.fixture
def contract(cast):
    return guarded(cast, cast.anna)


def guarded(cast, person, role=Role.ADMIN):
    return GuardedContract(cast.contract.id, cast.contract.key, cast.contract.number, role, person.id)


async def shown(contract, person, now=factories.NOW) -> Shown:
    [row] = await rows("SELECT id FROM membership WHERE contract = {} AND app_user = {}", contract.id, person.id)
    return Shown(row["id"], (await listing.find_member(contract, row["id"], now)).version)


async def roles(contract) -> dict[int, str]:
    found = await rows("SELECT app_user, role FROM membership WHERE contract = {} AND ended = FALSE", contract.id)
    return {row["app_user"]: row["role"] for row in found}


async def due(contract) -> set[int]:
    return {row["app_user"] for row in await rows("SELECT app_user FROM reading_due WHERE contract = {}", contract.id)}


async def grant(actor, contract, user_id, terms) -> None:
    async with administering(actor, contract):
        await acts.grant(actor, contract, user_id, terms)


async def test_terms_are_changed_once_and_told(post, anna, contract, cast):
    vera = await shown(contract, cast.vera)
    assert cast.vera.id not in await due(contract)
    assert await changing.change(post, anna, contract, vera, Terms(Role.SUBMITTER, SOON))
    assert await changing.change(post, anna, contract, vera, Terms(Role.SUBMITTER, SOON))  # the second click
    assert not await changing.change(
        post, anna, contract, await shown(contract, cast.vera), Terms(Role.SUBMITTER, SOON)
    )
    assert await actions(contract.id) == ["access_changed"]
    assert await letters() == [("vera@vega.example", "Ваш доступ к договору № 97000001 изменён")]
    assert cast.vera.id in await due(contract)
    await changing.change(post, anna, contract, await shown(contract, cast.vera), Terms(Role.ACCOUNTANT))
    assert cast.vera.id not in await due(contract)


async def test_a_withdrawn_access_is_gone_at_once_and_leaves_the_work(post, anna, contract, cast):
    boris = await shown(contract, cast.boris)
    assert cast.boris.id in await due(contract)
    await changing.withdraw(post, anna, contract, boris)
    with pytest.raises(access.NotYours):
        await access.guard_contract(cast.boris.id, contract.id, Action.VIEW, factories.NOW)
    assert cast.boris.id not in await due(contract)
    assert await rows("SELECT id FROM app_user WHERE id = {} AND current_contract IS NOT NULL", cast.boris.id) == []
    with pytest.raises(NoLongerMember):
        await changing.withdraw(post, anna, contract, boris)
    assert await actions(contract.id) == ["access_withdrawn"]
    assert await letters() == [("boris@vega.example", "Ваш доступ к договору № 97000001 отозван")]


async def test_what_another_changed_meanwhile_is_not_overwritten(post, anna, contract, cast):
    vera = await shown(contract, cast.vera)
    await changing.change(post, anna, contract, vera, Terms(Role.ACCOUNTANT))
    for act in (
        lambda: changing.change(post, anna, contract, vera, Terms(Role.SUBMITTER)),
        lambda: changing.withdraw(post, anna, contract, vera),
        lambda: changing.hand_over(post, anna, contract, vera, None),
    ):
        with pytest.raises(ChangedMeanwhile) as refused:
            await act()
        assert refused.value.now.role is Role.ACCOUNTANT
    assert (await roles(contract))[cast.anna.id] == "admin"


async def test_the_last_administrator_stays_while_others_are_there(post, anna, contract, cast):
    own = await shown(contract, cast.anna)
    for act in (
        lambda: changing.withdraw(post, anna, contract, own),
        lambda: changing.change(post, anna, contract, own, Terms(Role.VIEWER)),
        lambda: changing.change(post, anna, contract, own, Terms(Role.ADMIN, SOON)),
        lambda: unlinking.unlink(post, anna, contract, own.version),
    ):
        with pytest.raises(LastAdministrator):
            await act()
    assert await actions(contract.id) == []
    assert await letters() == []
    assert (await roles(contract))[cast.anna.id] == "admin"


async def test_nobody_outlives_the_last_administrator(post, anna, contract, cast):
    """Alone she may set herself an end; whoever comes then must leave no later."""
    for person in (cast.boris, cast.galina, cast.vera):
        await changing.withdraw(post, anna, contract, await shown(contract, person))
    await changing.change(post, anna, contract, await shown(contract, cast.anna), Terms(Role.ADMIN, SOON))
    for terms in (Terms(Role.VIEWER), Terms(Role.VIEWER, SOON + timedelta(days=1))):
        with pytest.raises(LastAdministrator):
            await grant(anna, contract, cast.vera.id, terms)
    await grant(anna, contract, cast.vera.id, Terms(Role.VIEWER, SOON))
    assert await roles(contract) == {cast.anna.id: "admin", cast.vera.id: "viewer"}


async def test_access_is_granted_anew_to_one_who_had_it(post, anna, contract, cast):
    with pytest.raises(AlreadyMember):
        await grant(anna, contract, cast.vera.id, Terms(Role.VIEWER))
    await changing.withdraw(post, anna, contract, await shown(contract, cast.vera))
    await grant(anna, contract, cast.vera.id, Terms(Role.SUBMITTER, SOON))
    member = await listing.find_member(contract, (await shown(contract, cast.vera)).member_id, factories.NOW)
    assert (member.terms, member.granted_by.full) == (Terms(Role.SUBMITTER, SOON), "Иванова Анна")
    assert (await actions(contract.id))[-1] == "access_granted"


@pytest.mark.parametrize(("keep", "left"), [(Role.VIEWER, "viewer"), (None, None)])
async def test_the_administration_is_handed_over(post, anna, contract, cast, keep, left):
    await changing.hand_over(post, anna, contract, await shown(contract, cast.boris), keep)
    held = await roles(contract)
    assert (held[cast.boris.id], held.get(cast.anna.id)) == ("admin", left)
    assert await actions(contract.id) == ["access_handed_over"]
    assert await letters() == [("boris@vega.example", "Вам передано администрирование договора № 97000001")]
    with pytest.raises((access.NotAllowed, access.NotYours)):
        await changing.withdraw(post, anna, contract, await shown(contract, cast.vera))


async def test_oneself_is_nobody_to_hand_over_to(post, anna, contract, cast):
    with pytest.raises(NoSuchMember):
        await changing.hand_over(post, anna, contract, await shown(contract, cast.anna), None)


async def test_two_administrators_act_on_each_other_and_one_is_left(post, contract, cast):
    """Both were let in by their guards; the second finds that the right is gone."""
    galina_id, other = cast.galina.id, guarded(cast, cast.galina)
    await changing.change(
        post, Actor(cast.anna.id, "", factories.NOW), contract, await shown(contract, cast.galina), Terms(Role.ADMIN)
    )
    hers, mine = await shown(contract, cast.galina), await shown(contract, cast.anna)
    ends = await asyncio.gather(
        changing.withdraw(post, Actor(cast.anna.id, "", factories.NOW), contract, hers),
        changing.change(post, Actor(galina_id, "", factories.NOW), other, mine, Terms(Role.VIEWER)),
        return_exceptions=True,
    )
    refused = [end for end in ends if isinstance(end, Exception)]
    assert [type(end) for end in refused] in ([access.NotYours], [access.NotAllowed])
    assert list((await roles(contract)).values()).count("admin") == 1


async def test_two_administrators_leave_at_once_and_one_stays(post, contract, cast):
    galina = guarded(cast, cast.galina)
    await changing.change(
        post, Actor(cast.anna.id, "", factories.NOW), contract, await shown(contract, cast.galina), Terms(Role.ADMIN)
    )
    ends = await asyncio.gather(
        unlinking.unlink(post, Actor(cast.anna.id, "", factories.NOW), contract, 1),
        unlinking.unlink(post, Actor(cast.galina.id, "", factories.NOW), galina, 2),
        return_exceptions=True,
    )
    assert [type(end) for end in ends if end] == [LastAdministrator]
    assert list((await roles(contract)).values()).count("admin") == 1


async def test_an_older_instant_overrules_nobody(post, contract, cast):
    """Whoever waited for the lock began before the one who held it: what was done meanwhile counts all the same."""
    galina, before = guarded(cast, cast.galina), factories.NOW
    later = before + timedelta(seconds=1)
    admin = Actor(cast.anna.id, "", before)
    await changing.change(post, admin, contract, await shown(contract, cast.galina), Terms(Role.ADMIN))
    hers = await shown(contract, cast.galina)
    await changing.withdraw(post, Actor(cast.galina.id, "", later), galina, await shown(contract, cast.anna))
    with pytest.raises(access.NotYours):
        await changing.withdraw(post, admin, contract, hers)
    with pytest.raises(access.NotYours):
        await access.guard_contract(cast.anna.id, contract.id, Action.MANAGE, before)
    assert await granting.managed_of(cast.anna.id, [contract.id], before) == []
    async with transaction():
        await granting.grant(cast.anna.id, [contract.id], Terms(Role.VIEWER), cast.galina.id, later)
    for each in (cast.boris, cast.vera):
        await changing.withdraw(post, Actor(cast.galina.id, "", before), galina, await shown(contract, each))
    with pytest.raises(LastAdministrator):
        await unlinking.unlink(post, Actor(cast.galina.id, "", before), galina, 2)
