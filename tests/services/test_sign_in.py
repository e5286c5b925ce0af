"""Signing in: who gets in, who waits, and the ways round."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from src.domain.sessions import DEVICE_KNOWN
from src.services import entrance, registration, registration_link, sessions
from src.services import sign_in as service
from src.services.captcha import NotProved
from src.services.entrance import Browser
from src.services.sign_in import Attempt, MustWait, WrongLogin
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests.services.people import PASSWORD, application, events, letters, registered, somebody, token_of

BROWSER = Browser("Firefox", "")


def attempt(login="anna@zavod.example", password=PASSWORD, device="", **fields):
    return Attempt(login, password, False, Browser("Firefox", device), fields)


def solved(tools, clock):
    token = tools.captcha.new_picture("sign-in", clock())
    return {"picture": token, "code": tools.captcha.read_picture(token, clock()).code}


async def sign_in(tools, clock, address="203.0.113.7", **told):
    return await service.sign_in(tools, somebody(clock, address), attempt(**told))


async def miss(tools, clock, times=1, **told):
    for _ in range(times):
        with pytest.raises(WrongLogin):
            await sign_in(tools, clock, password="не тот пароль", **told)


async def test_the_right_password_begins_a_session(base, tools, clock):
    user_id = await registered(tools, clock)
    welcome = await sign_in(tools, clock, login=" Anna@ZAVOD.example ")
    session = await sessions.find(welcome.session.token, clock())
    assert (session.user_id, session.alive(clock())) == (user_id, True)
    assert (await events())[-1] == "signed_in"


class SlowPasswords:
    """Judges as the real ones do, and meanwhile somebody sets a new password."""

    def __init__(self, tools):
        self.real = tools.passwords

    async def verify(self, password, known):
        judged = await self.real.verify(password, known)
        changed = await self.real.hash("пять синих собак")
        async with transaction():
            await execute("UPDATE app_user SET password_hash = {}", changed)
        return judged


async def test_a_password_that_was_changed_while_it_was_judged_lets_nobody_in(base, tools, clock):
    await registered(tools, clock)
    with pytest.raises(WrongLogin):
        await sign_in(replace(tools, passwords=SlowPasswords(tools)), clock)
    assert await rows("SELECT id FROM session") == []


async def test_wrong_password_unknown_person_and_unfinished_registration_are_all_the_same(base, tools, clock):
    await registered(tools, clock)
    await registration.sign_up(tools, somebody(clock), application("boris@zavod.example"))
    seen = []
    for told in ({"password": "не тот пароль"}, {"login": "nobody@zavod.example"}, {"login": "no address"}):
        with counted() as counter, pytest.raises(WrongLogin) as refusal:
            await sign_in(tools, clock, **told)
        seen.append((str(refusal.value), refusal.value.proof_asked, counter.texts))
    assert seen[0] == seen[1] == seen[2]
    with pytest.raises(WrongLogin):
        await sign_in(tools, clock, login="boris@zavod.example")


async def test_an_unfinished_registration_gets_its_link_again_for_the_right_password_alone(base, tools, clock):
    await registration.sign_up(tools, somebody(clock), application())
    await letters(clock)
    await miss(tools, clock)
    assert await letters(clock) == []
    with pytest.raises(WrongLogin):
        await sign_in(tools, clock)
    (letter,) = await letters(clock)
    await registration_link.finish(tools, somebody(clock), token_of(letter))
    await sign_in(tools, clock)


async def test_past_the_free_attempts_a_puzzle_is_asked_and_then_a_wait(base, tools, clock):
    await registered(tools, clock)
    await miss(tools, clock, times=5)
    with pytest.raises(NotProved):
        await sign_in(tools, clock)
    await miss(tools, clock, **solved(tools, clock))
    with pytest.raises(MustWait) as wait:
        await sign_in(tools, clock, **solved(tools, clock))
    assert wait.value.seconds == 1
    clock.pass_by(timedelta(seconds=1))
    await sign_in(tools, clock, **solved(tools, clock))


async def test_the_puzzle_that_was_solved_is_not_lost_by_a_slip(base, tools, clock):
    await registered(tools, clock)
    await miss(tools, clock, times=5)
    with pytest.raises(WrongLogin) as refusal:
        await sign_in(tools, clock, password="не тот пароль", **solved(tools, clock))
    clock.pass_by(timedelta(seconds=1))
    await sign_in(tools, clock, **{"pass": tools.captcha.new_pass(refusal.value.proof, clock())})


async def test_success_wipes_the_counter_of_the_person(base, tools, clock):
    await registered(tools, clock)
    await miss(tools, clock, times=4)
    await sign_in(tools, clock)
    await miss(tools, clock, times=4)
    await sign_in(tools, clock)


async def test_guesses_from_many_networks_are_counted_by_account(base, tools, clock):
    await registered(tools, clock)
    for number in range(5):
        await miss(tools, clock, address=f"198.51.{number}.1")
    with pytest.raises(NotProved):
        await sign_in(tools, clock, address="192.0.2.1")


async def test_one_network_that_tries_many_accounts_is_slowed_down(base, tools, clock):
    for number in range(50):
        await miss(tools, clock, login=f"p{number}@zavod.example")
    with pytest.raises(NotProved):
        await sign_in(tools, clock, login="another@zavod.example")


async def test_an_office_that_signs_in_every_morning_is_not(base, tools, clock):
    await registered(tools, clock)
    for _ in range(60):
        await sign_in(tools, clock)


async def test_a_known_device_is_out_of_the_queue(base, tools, clock):
    await registered(tools, clock)
    device = (await sign_in(tools, clock)).device
    await miss(tools, clock, times=5, address="198.51.100.9")
    welcome = await sign_in(tools, clock, device=device)
    assert welcome.device == device


async def test_a_known_device_guesses_no_longer_than_others(base, tools, clock):
    await registered(tools, clock)
    device = (await sign_in(tools, clock)).device
    await miss(tools, clock, times=5, device=device)
    with pytest.raises(NotProved):
        await sign_in(tools, clock, device=device)
    await miss(tools, clock, device=device, **solved(tools, clock))
    with pytest.raises(MustWait):
        await sign_in(tools, clock, device=device, **solved(tools, clock))


async def test_a_device_that_nobody_uses_is_forgotten(base, tools, clock):
    await registered(tools, clock)
    await sign_in(tools, clock)
    clock.pass_by(DEVICE_KNOWN)
    assert await entrance.forget_old_devices(clock()) == 0
    device = (await sign_in(tools, clock)).device
    clock.pass_by(timedelta(seconds=1))
    assert await entrance.forget_old_devices(clock()) == 1
    assert (await sign_in(tools, clock, device=device)).device == device


async def test_a_device_of_one_person_is_no_device_of_another(base, tools, clock):
    await registered(tools, clock)
    device = (await sign_in(tools, clock)).device
    await registered(tools, clock, email="boris@zavod.example")
    welcome = await sign_in(tools, clock, login="boris@zavod.example", device=device)
    assert welcome.device != device


async def test_guesses_at_the_same_moment_are_all_counted(base, tools, clock):
    await registered(tools, clock)
    guesses = [sign_in(tools, clock, password="не тот пароль") for _ in range(12)]
    results = await asyncio.gather(*guesses, return_exceptions=True)
    assert sum(isinstance(result, WrongLogin) for result in results) <= 6


async def test_a_hash_of_yesterday_is_made_anew(base, tools, clock):
    user_id = await registered(tools, clock)
    before = await rows("SELECT password_hash FROM app_user WHERE id = {}", user_id)
    stronger = type(tools.passwords)(memory_kib=16, passes=1)
    await sign_in(replace(tools, passwords=stronger), clock)
    after = await rows("SELECT password_hash FROM app_user WHERE id = {}", user_id)
    assert ("m=8," in before[0]["password_hash"], "m=16," in after[0]["password_hash"]) == (True, True)
