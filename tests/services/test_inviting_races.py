"""What happens at the same moment: one account, one invitation, one outcome; and what the worker clears away."""

import asyncio
import contextvars
from datetime import timedelta

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.consents import PERSONAL_DATA, RULES
from src.domain.inviting import KEPT, LINK
from src.domain.journal import Actor
from src.domain.members import Terms
from src.services import passwords
from src.services.entrance import Browser
from src.services.inviting import accepting, codes, forgetting, granting, link, seeking, sending, waiting
from src.services.links import new_token
from src.services.members import changing, listing
from src.services.throttling import TooSoon
from src.storage import engine, invitations, memberships, users
from src.storage.engine import rows
from src.storage.forms import instant_in
from tests import factories
from tests.invitations import invited
from tests.services.people import PASSWORD

NAMES = sending.Names("Новикова", "Ольга", "")
ADDRESS = "new@vega.example"


@pytest.fixture
async def token(tools, cast, clock):
    """Of an invitation that waits at Anna's contract."""
    one = await invitations.find(await invited(cast.contract.id, cast.anna.id))
    return new_token(tools.signer, sending.PURPOSE, one, clock())


def actor(clock, user_id=None):
    return Actor(user_id, "203.0.113.7", clock())


def guarded(contract, person):
    return GuardedContract(contract.id, contract.key, contract.number, Role.ADMIN, person.id)


async def joining(tools):
    one = await invitations.find(1)
    return accepting.Joining(PASSWORD, codes.code(tools.signer, one), (PERSONAL_DATA, RULES))


async def sealed(tools, clock, person, contract_ids):
    wanted = seeking.Wanted(tuple(contract_ids), Terms(Role.VIEWER), ADDRESS)
    return (await seeking.look_over(tools, actor(clock, person), wanted, None)).sealed


async def together(*calls):
    return await asyncio.gather(*calls, return_exceptions=True)


async def test_two_who_follow_the_link_at_once_make_one_account(tools, cast, clock, token):
    right = await joining(tools)
    browsers = (Browser("one", ""), Browser("another", ""))
    done = await together(*(accepting.join(tools, actor(clock), token, right, each) for each in browsers))
    assert sorted(type(each).__name__ for each in done) == ["InvitationEnded", "Welcome"]
    assert len(await rows("SELECT id FROM app_user WHERE email = {}", ADDRESS)) == 1


async def test_guesses_at_once_are_all_counted(tools, cast, clock, token):
    wrong = accepting.Joining(PASSWORD, "x", ())
    done = await together(*(accepting.join(tools, actor(clock), token, wrong, Browser("", "")) for _ in range(8)))
    assert sorted(each.left for each in done) == [0, 0, 0, 0, 1, 2, 3, 4]
    with pytest.raises(accepting.WrongCode):
        await accepting.join(tools, actor(clock), token, await joining(tools), Browser("", ""))


async def test_accepting_and_withdrawing_at_once_end_one_way(tools, cast, clock, token):
    right, anna = await joining(tools), actor(clock, cast.anna.id)
    contract = guarded(cast.contract, cast.anna)
    await together(
        accepting.join(tools, actor(clock), token, right, Browser("", "")),
        waiting.act(tools, anna, contract, 1, waiting.Act.WITHDRAW, 0),
    )
    state = (await rows("SELECT state FROM invitation"))[0]["state"]
    opened = await rows("SELECT id FROM membership WHERE app_user > {}", cast.dmitry.id)
    assert (state, len(opened)) in {("accepted", 1), ("withdrawn", 0)}


async def test_two_administrators_invite_at_once(tools, cast, clock):
    """One invitation for a contract; the other contracts of the slower one are invited to by a second one."""
    zoya = await factories.user("zoya@vega.example")
    second = await factories.contract()
    for contract in (cast.contract, second):
        await factories.member(zoya, contract.id)
    one = await sealed(tools, clock, cast.anna.id, [cast.contract.id])
    other = await sealed(tools, clock, zoya, [cast.contract.id, second.id])
    await together(
        sending.invite(tools, actor(clock, cast.anna.id), one, NAMES),
        sending.invite(tools, actor(clock, zoya), other, NAMES),
    )
    opened = await rows("SELECT contract, COUNT(*) AS n FROM invitation_contract GROUP BY contract ORDER BY contract")
    assert [tuple(row.values()) for row in opened] == [(cast.contract.id, 1), (second.id, 1)]


async def test_two_clicks_at_once_send_one_letter(tools, cast, clock):
    form = await sealed(tools, clock, cast.anna.id, [cast.contract.id])
    anna = actor(clock, cast.anna.id)
    done = await together(*(sending.invite(tools, anna, form, NAMES) for _ in range(3)))
    assert sorted(done) == [0, 0, 1]
    assert len(await rows("SELECT id FROM outbox")) == 1


async def test_two_administrators_confirm_at_once(tools, cast, clock):
    zoya = await factories.user("zoya@vega.example")
    await factories.member(zoya, cast.contract.id)
    person = await users.find(cast.dmitry.id)
    contract, calls = guarded(cast.contract, cast.anna), []
    for administrator, role in ((cast.anna.id, Role.VIEWER), (zoya, Role.ADMIN)):
        wanted = seeking.Wanted((contract.id,), Terms(role), person.email)
        found = await seeking.look_over(tools, actor(clock, administrator), wanted, person)
        calls.append(granting.confirm(tools, actor(clock, administrator), contract, found.sealed))
    done = await together(*calls)
    assert sorted(each.contracts for each in done) == [0, 1]


async def test_a_weak_password_costs_no_try(tools, cast, clock, token):
    weak = accepting.Joining("vega vega", "x", ())
    with pytest.raises(passwords.WeakPassword):
        await accepting.join(tools, actor(clock), token, weak, Browser("", ""))
    assert (await rows("SELECT tries FROM invitation"))[0]["tries"] == 0


async def test_one_network_does_not_flood_mailboxes(tools, cast, clock):
    for number in range(tools.free * 10):
        ids = [(await factories.contract(settled=False)).id]
        await factories.member(cast.anna.id, ids[0], settled=False)
        wanted = seeking.Wanted(tuple(ids), Terms(Role.VIEWER), f"p{number}@vega.example")
        form = (await seeking.look_over(tools, actor(clock, cast.anna.id), wanted, None)).sealed
        await sending.invite(tools, actor(clock, cast.anna.id), form, NAMES)
    form = await sealed(tools, clock, cast.anna.id, [cast.contract.id])
    await sending.invite(tools, actor(clock, cast.anna.id), form, NAMES)
    other = await factories.contract(settled=False)
    await factories.member(cast.anna.id, other.id, settled=False)
    form = await sealed(tools, clock, cast.anna.id, [other.id])
    with pytest.raises(TooSoon):
        await sending.invite(tools, actor(clock, cast.anna.id), form, NAMES)


async def test_what_nobody_answered_is_forgotten_thirty_days_after_the_last_letter(tools, cast, clock, token):
    clock.pass_by(KEPT)
    assert await forgetting.forget_old(clock()) == 0
    clock.pass_by(timedelta(seconds=1))
    await invited(cast.contract.id, cast.anna.id, "late@vega.example", touched_at=instant_in(clock()))
    assert await forgetting.forget_old(clock(), batch=1) == 1
    assert [row["email"] for row in await rows("SELECT email FROM invitation")] == ["late@vega.example"]
    with pytest.raises(link.InvitationEnded, match="gone"):
        await link.look(tools, token, clock())


async def test_a_link_is_old_before_the_invitation_is_forgotten(tools, cast, clock, token):
    clock.pass_by(LINK)
    with pytest.raises(link.InvitationEnded, match="old"):
        await link.look(tools, token, clock())


async def test_a_right_that_is_lost_between_two_statements_grants_nothing(tools, cast, clock, monkeypatch):
    if engine.bound().dialect == "sqlite":  # one writer at a time: nothing comes between
        return
    zoya = await factories.user("zoya@vega.example")
    await factories.member(zoya, cast.contract.id)
    person = await users.find(cast.dmitry.id)
    wanted = seeking.Wanted((cast.contract.id,), Terms(Role.VIEWER), person.email)
    found = (await seeking.look_over(tools, actor(clock, zoya), wanted, person)).sealed

    async def close(folded, contract_ids, now):
        contract = guarded(cast.contract, cast.anna)
        member = await listing.find_member(contract, await memberships.membership_of(zoya, contract.id), now)
        leaving = changing.withdraw(tools.letters, actor(clock, cast.anna.id), contract, changing.Shown(member.id, 1))
        await asyncio.create_task(leaving, context=contextvars.Context())

    monkeypatch.setattr(invitations, "close_for", close)
    done = await granting.confirm(tools, actor(clock, zoya), guarded(cast.contract, cast.anna), found)
    assert done.contracts == 0
    assert await memberships.role_of(cast.dmitry.id, cast.contract.id, clock()) is None
