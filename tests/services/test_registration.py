"""From the form to a confirmed account, and what a stranger learns on the way: nothing."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.consents import RULES
from src.domain.passwords import Weakness
from src.services import registration
from src.services.links import LinkEnded
from src.services.passwords import WeakPassword
from src.services.signing import Expired, Forged
from src.services.throttling import TooSoon
from src.storage.engine import rows
from src.storage.links import counted
from tests.services.people import application, events, letters, registered, somebody, token_of


async def sign_up(tools, clock, **told):
    await registration.sign_up(tools, somebody(clock), application(**told))


async def test_a_letter_with_a_link_ends_the_registration(base, tools, clock):
    await sign_up(tools, clock)
    (letter,) = await letters(clock)
    assert letter.subject == "Завершите регистрацию в личном кабинете"
    assert "https://kabinet.example/sign-up/finish?token=" in letter.text
    assert "до 27.11.2026\N{NO-BREAK SPACE}12:00" in letter.text
    account = await registration.finish(tools, somebody(clock), token_of(letter))
    assert (account.email, account.full_name) == ("anna@zavod.example", "Иванова Анна Петровна")
    assert await events() == ["signed_up", "sign_up_finished"]


async def test_consents_are_stored_with_version_date_and_address(base, tools, clock):
    await sign_up(tools, clock)
    kept = await rows("SELECT kind, version, address FROM consent ORDER BY kind")
    assert kept == [
        {"kind": "personal-data", "version": "2026-11-01", "address": "203.0.113.7"},
        {"kind": "rules", "version": RULES.version, "address": "203.0.113.7"},
    ]


async def test_a_link_serves_once(base, tools, clock):
    await sign_up(tools, clock)
    (letter,) = await letters(clock)
    doubles = [registration.finish(tools, somebody(clock), token_of(letter)) for _ in range(2)]
    results = await asyncio.gather(*doubles, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Account", "LinkEnded"]


async def test_a_link_lives_72_hours(base, tools, clock):
    await sign_up(tools, clock)
    (letter,) = await letters(clock)
    clock.pass_by(timedelta(hours=72) - timedelta(seconds=1))
    await registration.look(tools, token_of(letter), clock())
    clock.pass_by(timedelta(seconds=1))
    with pytest.raises(LinkEnded) as ended:
        await registration.finish(tools, somebody(clock), token_of(letter))
    assert (ended.value.why, ended.value.account.email) == ("old", "anna@zavod.example")


@pytest.mark.parametrize("token", ["", "forged", "WzEsWzEsIngiXV0.AAAA"])
async def test_a_forged_link_is_nobodys(base, tools, clock, token):
    with pytest.raises(LinkEnded) as ended:
        await registration.look(tools, token, clock())
    assert (ended.value.why, ended.value.account) == ("forged", None)


async def test_a_later_registration_takes_the_place_of_an_unconfirmed_one(base, tools, clock):
    await sign_up(tools, clock, password="пароль чужого человека")
    await sign_up(tools, clock, given_name="Мария")
    first, second = await letters(clock)
    with pytest.raises(LinkEnded):
        await registration.finish(tools, somebody(clock), token_of(first))
    assert (await registration.finish(tools, somebody(clock), token_of(second))).given_name == "Мария"


async def test_a_taken_address_changes_nothing_and_its_owner_is_told(base, tools, clock):
    await registered(tools, clock)
    before = await rows("SELECT * FROM app_user"), await rows("SELECT * FROM consent")
    await sign_up(tools, clock, email="Anna@Zavod.example", given_name="Чужая")
    assert (await rows("SELECT * FROM app_user"), await rows("SELECT * FROM consent")) == before
    (letter,) = await letters(clock)
    assert (letter.recipient, letter.subject) == ("anna@zavod.example", "У вас уже есть личный кабинет")
    assert "Чужая" not in letter.text + letter.html


async def test_a_taken_and_a_new_address_cost_the_same_statements(base, tools, clock):
    await registered(tools, clock)
    with counted() as new:
        await sign_up(tools, clock, email="boris@zavod.example")
    with counted() as taken:
        await sign_up(tools, clock)
    assert taken.texts == new.texts


async def test_another_letter_brings_another_link(base, tools, clock):
    await sign_up(tools, clock)
    await letters(clock)
    clock.pass_by(timedelta(hours=80))
    await registration.send_again(tools, somebody(clock), "anna@zavod.example")
    (letter,) = await letters(clock)
    assert (await registration.look(tools, token_of(letter), clock())).email == "anna@zavod.example"


async def test_an_unknown_address_gets_no_letter_and_costs_the_same(base, tools, clock):
    await sign_up(tools, clock)
    await letters(clock)
    with counted() as known:
        await registration.send_again(tools, somebody(clock), "anna@zavod.example")
    assert len(await letters(clock)) == 1
    with counted() as unknown:
        await registration.send_again(tools, somebody(clock), "nobody@zavod.example")
    assert (await letters(clock), unknown.texts) == ([], known.texts)


async def test_nobodys_mailbox_is_flooded(base, tools, clock):
    for _ in range(6):
        await sign_up(tools, clock)
    with pytest.raises(TooSoon):
        await sign_up(tools, clock)
    assert len(await letters(clock)) == 6


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", Weakness.TOO_SHORT), ("q1w2e3r4t5", Weakness.COMMON), ("Вешнякова-26", Weakness.RELATED)],
)
async def test_a_weak_password_is_refused(tools, password, why):
    with pytest.raises(WeakPassword) as refusal:
        await registration.check(tools, application(password=password, family_name="Вешнякова"))
    assert refusal.value.why == why


async def test_the_first_step_travels_sealed_for_an_hour(tools, clock):
    sealed = registration.seal(tools, application(), clock())
    assert "кота" not in sealed
    assert registration.unseal(tools, sealed, clock()) == application()
    with pytest.raises(Expired):
        registration.unseal(tools, sealed, clock.pass_by(timedelta(hours=1)))
    with pytest.raises(Forged):
        registration.unseal(tools, sealed[:-9] + "AAAAAAAA=", clock())
