"""The end of a registration: each link ends its own, once; where several wait, the password is asked."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.consents import PERSONAL_DATA, RULES
from src.services import registration, sign_in
from src.services.links import LinkEnded
from src.services.registration_link import PasswordAsked, finish, look
from src.services.throttling import TooSoon
from src.storage.engine import rows
from tests.services.people import PASSWORD, application, events, letters, somebody, token_of
from tests.services.test_sign_in import attempt

STRANGERS = "пароль чужого человека"


async def sign_up(tools, clock, **told):
    """The token of the letter."""
    await registration.sign_up(tools, somebody(clock), application(**told))
    (letter,) = await letters(clock)
    return token_of(letter)


@pytest.fixture
async def token(base, tools, clock):
    return await sign_up(tools, clock)


async def test_the_link_makes_the_account_with_what_was_agreed_to(token, tools, clock):
    asked = clock()
    clock.pass_by(timedelta(hours=1))
    await finish(tools, somebody(clock, "198.51.100.1"), token)
    (account,) = await rows("SELECT email, given_name, created_at, confirmed_at FROM app_user")
    assert (account["email"], account["given_name"]) == ("anna@zavod.example", "Анна")
    assert account["confirmed_at"] - account["created_at"] == 3600 * 10**6
    agreed = await rows("SELECT kind, version, given_at, address FROM consent ORDER BY kind")
    given = {"given_at": int(asked.timestamp() * 10**6), "address": "203.0.113.7"}
    assert agreed == [{"kind": each.kind, "version": each.version} | given for each in (PERSONAL_DATA, RULES)]
    assert await rows("SELECT id FROM registration") == []
    assert await events() == ["signed_up", "sign_up_finished"]
    assert await sign_in.sign_in(tools, somebody(clock), attempt())


async def test_two_clicks_at_once_make_one_account(token, tools, clock):
    doubles = [finish(tools, somebody(clock), token) for _ in range(2)]
    told = await asyncio.gather(*doubles, return_exceptions=True)
    assert sorted(getattr(each, "why", "first") for each in told) == ["done", "first"]
    assert len(await rows("SELECT id FROM consent")) == 2


async def test_a_link_lives_72_hours(token, tools, clock):
    clock.pass_by(timedelta(hours=72) - timedelta(seconds=1))
    await look(tools, token, clock())
    clock.pass_by(timedelta(seconds=1))
    with pytest.raises(LinkEnded) as ended:
        await finish(tools, somebody(clock), token)
    assert (ended.value.why, ended.value.email) == ("old", "anna@zavod.example")


@pytest.mark.parametrize("token", ["", "forged", "WzEsWzEsIngiXV0.AAAA"])
async def test_a_forged_link_is_nobodys(base, tools, clock, token):
    with pytest.raises(LinkEnded) as ended:
        await look(tools, token, clock())
    assert (ended.value.why, ended.value.email) == ("forged", "")


async def test_a_link_is_bound_to_its_registration_not_to_its_number(token, tools, clock):
    clock.pass_by(timedelta(days=30, seconds=1))
    await registration.forget_old(clock())
    later = await sign_up(tools, clock, email="boris@zavod.example")
    clock.pass_by(timedelta(days=-31))
    assert (await look(tools, later, clock())).registration.email == "boris@zavod.example"
    with pytest.raises(LinkEnded) as ended:
        await look(tools, token, clock())
    assert ended.value.why == "used"


@pytest.fixture
async def strangers(token, tools, clock):
    """A stranger has registered the address once more: the token of the second letter."""
    return await sign_up(tools, clock, password=STRANGERS)


@pytest.mark.parametrize("password", ["", PASSWORD, "не тот пароль"])
async def test_a_strangers_later_registration_ends_not_by_its_button(strangers, tools, clock, password):
    with pytest.raises(PasswordAsked):
        await finish(tools, somebody(clock), strangers, password)
    assert await rows("SELECT id FROM app_user") == []


async def test_the_owner_ends_the_own_one_and_the_strangers_is_gone(token, strangers, tools, clock):
    found = await look(tools, token, clock())
    assert found.others == (clock(),)
    await finish(tools, somebody(clock), token, PASSWORD)
    assert await sign_in.sign_in(tools, somebody(clock), attempt())
    with pytest.raises(sign_in.WrongLogin):
        await sign_in.sign_in(tools, somebody(clock), attempt(password=STRANGERS))
    with pytest.raises(LinkEnded) as ended:
        await finish(tools, somebody(clock), strangers, STRANGERS)
    assert ended.value.why == "used"


async def test_nobody_guesses_the_password_of_a_registration(token, strangers, tools, clock):
    for _ in range(6):
        with pytest.raises(PasswordAsked):
            await finish(tools, somebody(clock), token, "не тот пароль")
    with pytest.raises(TooSoon) as soon:
        await finish(tools, somebody(clock), token, PASSWORD)
    clock.pass_by(timedelta(seconds=soon.value.seconds))
    await finish(tools, somebody(clock), token, PASSWORD)
    assert await rows("SELECT failures FROM throttle WHERE key LIKE 'finish:%'") == []


async def test_the_button_alone_counts_as_no_guess(token, strangers, tools, clock):
    for _ in range(9):
        with pytest.raises(PasswordAsked):
            await finish(tools, somebody(clock), token)
    await finish(tools, somebody(clock), token, PASSWORD)


async def test_two_who_end_different_registrations_at_once_make_one_account(token, strangers, tools, clock):
    both = [finish(tools, somebody(clock), token, PASSWORD), finish(tools, somebody(clock), strangers, STRANGERS)]
    told = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(getattr(each, "why", "first") for each in told) == ["first", "used"]
    assert len(await rows("SELECT id FROM app_user")) == 1
