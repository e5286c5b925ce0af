"""A forgotten password."""

import asyncio
from datetime import timedelta

import pytest

from src.services import recovery, registration, sessions
from src.services import sign_in as signing_in
from src.services.links import LinkEnded
from src.services.passwords import WeakPassword
from src.services.throttling import TooSoon
from src.storage.links import counted
from tests.services.people import application, events, letters, registered, somebody, token_of
from tests.services.test_sign_in import attempt

NEW = "пять синих слонов"


async def ask(tools, clock, email="anna@zavod.example"):
    await recovery.send(tools, somebody(clock), email)
    return await letters(clock)


async def test_a_new_password_by_the_link_of_the_letter(base, tools, clock):
    await registered(tools, clock)
    (letter,) = await ask(tools, clock)
    assert "https://kabinet.example/recovery/new?token=" in letter.text
    await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)
    await signing_in.sign_in(tools, somebody(clock), attempt(password=NEW))
    (told,) = await letters(clock)
    assert told.subject == "Пароль личного кабинета изменён"
    assert (await events())[-3:] == ["recovery_asked", "password_changed", "signed_in"]


async def test_all_sessions_end_and_no_device_is_known_any_more(base, tools, clock):
    await registered(tools, clock)
    welcome = await signing_in.sign_in(tools, somebody(clock), attempt())
    (letter,) = await ask(tools, clock)
    await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)
    session = await sessions.find(welcome.session.token, clock())
    assert not session.alive(clock())
    again = await signing_in.sign_in(tools, somebody(clock), attempt(password=NEW, device=welcome.device))
    assert again.device != welcome.device


async def test_a_link_serves_once_even_in_two_tabs(base, tools, clock):
    await registered(tools, clock)
    (letter,) = await ask(tools, clock)
    doubles = [recovery.set_password(tools, somebody(clock), token_of(letter), new) for new in (NEW, NEW + "!")]
    results = await asyncio.gather(*doubles, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["LinkEnded", "NoneType"]


async def test_a_second_click_with_the_same_password_ends_as_the_first(base, tools, clock):
    await registered(tools, clock)
    (letter,) = await ask(tools, clock)
    await asyncio.gather(*(recovery.set_password(tools, somebody(clock), token_of(letter), NEW) for _ in range(2)))
    assert len(await letters(clock)) == 1
    assert (await events()).count("password_changed") == 1
    clock.pass_by(timedelta(minutes=10))
    with pytest.raises(LinkEnded):
        await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)


async def test_a_used_link_lets_nobody_guess_the_password_that_it_set(base, tools, clock):
    await registered(tools, clock)
    (letter,) = await ask(tools, clock)
    await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)
    for guess in ("один белый слон", "два белых слона", "три белых слона", NEW):
        with pytest.raises(LinkEnded):
            await recovery.set_password(tools, somebody(clock), token_of(letter), guess)


async def test_another_link_that_died_meanwhile_is_no_second_click(base, tools, clock):
    await registered(tools, clock)
    (letter,), (other,) = await ask(tools, clock), await ask(tools, clock)
    clock.pass_by(timedelta(seconds=1))
    (later,) = await ask(tools, clock)
    await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)
    with pytest.raises(LinkEnded):
        await recovery.set_password(tools, somebody(clock), token_of(later), NEW)
    assert token_of(other) == token_of(letter)


async def test_a_link_lives_72_hours(base, tools, clock):
    await registered(tools, clock)
    (letter,) = await ask(tools, clock)
    clock.pass_by(timedelta(hours=72) - timedelta(seconds=1))
    await recovery.look(tools, token_of(letter), clock())
    clock.pass_by(timedelta(seconds=1))
    with pytest.raises(LinkEnded) as ended:
        await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)
    assert ended.value.why == "old"


async def test_a_weak_password_is_refused_and_the_link_still_serves(base, tools, clock):
    await registered(tools, clock)
    (letter,) = await ask(tools, clock)
    with pytest.raises(WeakPassword):
        await recovery.set_password(tools, somebody(clock), token_of(letter), "ivanova")
    await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)


async def test_an_unknown_address_gets_no_letter_and_costs_the_same(base, tools, clock):
    await registered(tools, clock)
    with counted() as known:
        await recovery.send(tools, somebody(clock), "anna@zavod.example")
    assert len(await letters(clock)) == 1
    with counted() as unknown:
        await recovery.send(tools, somebody(clock), "nobody@zavod.example")
    assert (await letters(clock), unknown.texts) == ([], known.texts)


async def test_an_unfinished_registration_gets_the_link_of_its_registration(base, tools, clock):
    await registration.sign_up(tools, somebody(clock), application())
    await letters(clock)
    (letter,) = await ask(tools, clock)
    assert letter.subject == "Завершите регистрацию в личном кабинете"


async def test_nobodys_mailbox_is_flooded(base, tools, clock):
    for _ in range(6):
        await recovery.send(tools, somebody(clock), "anna@zavod.example")
    with pytest.raises(TooSoon):
        await recovery.send(tools, somebody(clock), "anna@zavod.example")


async def test_a_successful_recovery_wipes_the_delay(base, tools, clock):
    await registered(tools, clock)
    for _ in range(5):
        with pytest.raises(signing_in.WrongLogin):
            await signing_in.sign_in(tools, somebody(clock, "198.51.100.9"), attempt(password="не тот"))
    (letter,) = await ask(tools, clock)
    await recovery.set_password(tools, somebody(clock), token_of(letter), NEW)
    await signing_in.sign_in(tools, somebody(clock), attempt(password=NEW))
