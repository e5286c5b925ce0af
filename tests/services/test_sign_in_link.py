"""The letter with a link that signs in: the way round a delay, and its second click."""

import asyncio
from datetime import timedelta

import pytest

from src.services import registration_link, sessions, sign_in_link
from src.services.captcha import NotProved
from src.services.entrance import Browser
from src.services.links import LinkEnded
from src.storage.engine import rows
from src.storage.links import counted
from tests.services.people import events, letters, registered, somebody, token_of
from tests.services.test_sign_in import BROWSER, miss, sign_in


async def test_a_letter_leads_round_the_delay(base, tools, clock):
    user_id = await registered(tools, clock)
    await miss(tools, clock, times=5, address="198.51.100.9")
    await sign_in_link.send(tools, somebody(clock), "anna@zavod.example")
    (letter,) = await letters(clock)
    assert letter.subject == "Ссылка для входа в личный кабинет"
    welcome = await sign_in_link.enter(tools, somebody(clock), token_of(letter), BROWSER)
    assert welcome.user_id == user_id
    assert (await events())[-1] == "signed_in_by_link"


async def test_after_the_letter_the_owner_is_free_and_the_guesser_is_not(base, tools, clock):
    await registered(tools, clock)
    await miss(tools, clock, times=5, address="198.51.100.9")
    await sign_in_link.send(tools, somebody(clock), "anna@zavod.example")
    (letter,) = await letters(clock)
    await sign_in_link.enter(tools, somebody(clock), token_of(letter), BROWSER)
    assert await sign_in(tools, clock)
    with pytest.raises(NotProved):
        await sign_in(tools, clock, address="198.51.100.9")


async def test_the_link_of_the_letter_serves_once_for_ten_minutes(base, tools, clock):
    await registered(tools, clock)
    await sign_in_link.send(tools, somebody(clock), "anna@zavod.example")
    token = token_of((await letters(clock))[0])
    late = clock() + timedelta(minutes=10)
    with pytest.raises(LinkEnded):
        await sign_in_link.look(tools, token, late)
    await sign_in_link.enter(tools, somebody(clock), token, BROWSER)
    with pytest.raises(LinkEnded):
        await sign_in_link.enter(tools, somebody(clock, "198.51.100.9"), token, BROWSER)


async def test_a_second_click_on_its_way_gets_the_same_session(base, tools, clock):
    await registered(tools, clock)
    await sign_in_link.send(tools, somebody(clock), "anna@zavod.example")
    token = token_of((await letters(clock))[0])
    twice = [sign_in_link.enter(tools, somebody(clock), token, BROWSER) for _ in range(2)]
    first, second = await asyncio.gather(*twice)
    assert (first, len(first.session.token)) == (second, 43)
    assert len(await rows("SELECT id FROM session")) == len(await rows("SELECT id FROM known_device")) == 1
    assert (await events()).count("signed_in_by_link") == 1


@pytest.mark.parametrize("what", ["another network", "another browser", "ten seconds", "signed out"])
async def test_it_is_no_second_click_from_elsewhere_or_later(base, tools, clock, what):
    await registered(tools, clock)
    await sign_in_link.send(tools, somebody(clock), "anna@zavod.example")
    token = token_of((await letters(clock))[0])
    welcome = await sign_in_link.enter(tools, somebody(clock), token, BROWSER)
    if what == "ten seconds":
        clock.pass_by(timedelta(seconds=10))
    if what == "signed out":
        await sessions.end(await sessions.find(welcome.session.token, clock()), clock())
    actor = somebody(clock, "198.51.100.9") if what == "another network" else somebody(clock)
    with pytest.raises(LinkEnded):
        await sign_in_link.enter(tools, actor, token, Browser("Chrome", "") if "browser" in what else BROWSER)


async def test_a_link_for_one_purpose_does_not_serve_another(base, tools, clock):
    await registered(tools, clock)
    await sign_in_link.send(tools, somebody(clock), "anna@zavod.example")
    token = token_of((await letters(clock))[0])
    with pytest.raises(LinkEnded):
        await registration_link.look(tools, token, clock())


async def test_an_unknown_address_gets_no_link_and_costs_the_same(base, tools, clock):
    await registered(tools, clock)
    with counted() as known:
        await sign_in_link.send(tools, somebody(clock), "anna@zavod.example")
    assert len(await letters(clock)) == 1
    with counted() as unknown:
        await sign_in_link.send(tools, somebody(clock), "nobody@zavod.example")
    assert (await letters(clock), unknown.texts) == ([], known.texts)
