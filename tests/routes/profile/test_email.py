"""«Смена электронной почты»: two mailboxes, each with a link of its own."""

import asyncio
import re
from datetime import timedelta

import pytest

from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.inspector import Inspector
from tests.routes.profile.conftest import NEW, PASSWORD
from tests.routes.visits import hidden, newest_link

PATH, LINK = "/profile/email", "/profile/email/confirm"
OWN, OTHER = "anna@vega.example", "Ivanova@zavod.example"


async def ask(browser, email=OTHER, **more):
    form = hidden(await browser.get(PATH))
    return await browser.post(PATH, data=form | {"email": email, "current_password": PASSWORD} | more)


@pytest.fixture
def asked(anna, post):
    """`await asked()`: asks, and gives the links by mailbox."""

    async def go(email=OTHER):
        await ask(anna, email)
        return {letter.recipient: re.search(r"kabinet\.test(/\S+)", letter.text)[1] for letter in await post()}

    return go


async def answer(browser, link, answer="confirm"):
    moved = await browser.get(link)
    await browser.get(moved.headers["location"])
    return await browser.post(LINK, data={"answer": answer})


async def logins():
    return {row["email"] for row in await rows("SELECT email FROM app_user")}


async def test_both_mailboxes_confirm_and_the_login_is_another(anna, client_for, cast, client, asked, post, acts):
    other = await client_for(cast.anna)
    links = await asked()
    assert set(links) == {OWN, OTHER}
    assert OWN not in (await client.get(links[OTHER])).text
    half = await answer(client, links[OTHER])
    assert "Адрес подтверждён" in half.text
    assert OWN in await logins()
    done = await answer(anna, links[OWN])
    assert "Теперь ваш логин" in done.text
    assert {OWN, OTHER} & await logins() == {OTHER}
    assert {letter.recipient for letter in await post()} == {OWN, OTHER}
    assert ((await anna.get("/profile")).status_code, (await other.get("/profile")).status_code) == (200, 303)
    assert await acts() == ["email_change_asked", *["email_change_confirmed"] * 2, "email_changed"]
    entered = [await client.post("/sign-in", data={"login": x, "password": PASSWORD}) for x in (OWN, OTHER.upper())]
    assert [each.status_code for each in entered] == [422, 303]
    assert "Логин изменён" in (await answer(client, links[OTHER])).text


async def test_confirming_in_a_strange_browser_ends_all_sessions(anna, client, asked):
    links = await asked()
    for link in links.values():
        await answer(client, link)
    assert (await anna.get("/profile")).status_code == 303
    assert (await client.get("/profile")).status_code == 303


async def test_a_look_spends_nothing_and_a_double_click_ends_as_one(client, app, asked):
    links = await asked()
    moved = await client.get(links[OWN])
    pages = [(await client.get(moved.headers["location"])).text for _ in range(2)]
    assert all("Подтвердить" in page for page in pages)
    await answer(client, links[OWN])
    await client.get(links[OTHER])
    both = await asyncio.gather(*(client.post(LINK, data={"answer": "confirm"}) for _ in range(2)))
    assert [each.status_code for each in both] == [200, 200]
    assert all("Логин изменён" in each.text for each in both)


async def test_both_at_the_same_moment_end_it_once(client, app, asked, acts):
    links = await asked()
    async with Inspector(app) as elsewhere:
        for browser, link in zip((client, elsewhere), links.values(), strict=True):
            await browser.get(link)
        both = await asyncio.gather(*(each.post(LINK, data={"answer": "confirm"}) for each in (client, elsewhere)))
    assert sorted("Логин изменён" in each.text for each in both) == [False, True]
    assert (await acts()).count("email_changed") == 1


async def test_one_mailbox_twice_is_not_both(client, asked):
    links = await asked()
    for _ in range(2):
        assert "Адрес подтверждён" in (await answer(client, links[OWN])).text
    assert OTHER not in await logins()


async def test_it_was_not_me_from_the_old_mailbox(anna, client, asked, acts):
    links = await asked()
    await answer(client, links[OTHER])
    page = await answer(client, links[OWN], "decline")
    assert 'href="/recovery"' in page.text
    assert (await anna.get("/profile")).status_code == 303
    assert (await answer(client, links[OTHER])).status_code == 410
    assert (await acts())[-1] == "email_change_cancelled"


async def test_it_was_not_me_from_the_new_mailbox_ends_no_session(anna, client, asked):
    links = await asked()
    assert "Смена отменена" in (await answer(client, links[OTHER], "decline")).text
    assert (await anna.get("/profile")).status_code == 200
    assert (await answer(client, links[OWN])).status_code == 410


async def test_a_taken_address_looks_the_same_and_gets_no_link(anna, post):
    free, taken = await ask(anna), await ask(anna, "BORIS@vega.example")
    assert (free.status_code, free.headers["location"]) == (taken.status_code, taken.headers["location"])
    pages = [(await anna.get(PATH)).text]
    assert "ещё не подтвердила" in pages[0]
    told = {letter.recipient: letter for letter in await post()}
    assert told["BORIS@vega.example"].subject == "У этого адреса уже есть личный кабинет"
    assert "token=" not in told["BORIS@vega.example"].text


async def test_taken_meanwhile_is_told_to_whoever_holds_the_mailbox(client, asked, acts):
    links = await asked()
    await answer(client, links[OTHER])
    await factories.user(OTHER.lower())
    answered = await answer(client, links[OWN])
    assert (answered.status_code, "Адрес уже занят" in answered.text) == (409, True)
    assert OWN in await logins()
    assert (await acts())[-1] == "email_change_cancelled"


async def test_two_people_ask_for_one_address_and_the_first_to_end_has_it(anna, client_for, cast, client, asked, post):
    links = await asked()
    boris = await client_for(cast.boris)
    async with transaction():
        await execute("UPDATE app_user SET password_hash = (SELECT password_hash FROM app_user WHERE email = {})", OWN)
    await ask(boris)
    his = {letter.recipient: re.search(r"kabinet\.test(/\S+)", letter.text)[1] for letter in await post()}
    await answer(client, links[OTHER])
    await answer(client, his[OTHER])
    assert "Логин изменён" in (await answer(client, links[OWN])).text
    assert (await answer(client, his[cast.boris.email])).status_code == 409


async def test_asked_twice_the_last_letters_count(client, asked):
    first, second = await asked(), await asked("a.ivanova@zavod.example")
    assert "действует только последнее письмо" in (await answer(client, first[OTHER])).text
    assert (await answer(client, second[OWN])).status_code == 200


async def test_a_second_click_of_the_form_sends_no_second_letter(anna, post):
    form = hidden(await anna.get(PATH)) | {"email": OTHER, "current_password": PASSWORD}
    await asyncio.gather(*(anna.post(PATH, data=form) for _ in range(2)))
    await anna.post(PATH, data=form)
    assert len(await post()) == 2
    await anna.post(PATH, data=form | {"email": "a.ivanova@zavod.example"})  # put right after «Back»
    assert {letter.recipient for letter in await post()} == {OWN, "a.ivanova@zavod.example"}


async def test_cancelled_and_expired_links_serve_no_more(anna, client, asked, clock):
    links = await asked()
    await anna.post(f"{PATH}/cancel")
    assert (await answer(client, links[OTHER])).status_code == 410
    links = await asked()
    clock.pass_by(timedelta(hours=72))
    late = await answer(client, links[OTHER])
    assert (late.status_code, "Время действия ссылки вышло" in late.text) == (410, True)


async def test_a_new_password_ends_the_change(anna, client, asked):
    links = await asked()
    filled = {"current_password": PASSWORD, "password": NEW, "password_again": NEW}
    await anna.post("/profile/password", data=filled)
    assert [(await answer(client, link)).status_code for link in links.values()] == [410, 410]


async def test_links_that_went_to_the_old_mailbox_end(anna, client, app, clock):
    await client.post("/recovery", data=hidden(await client.get("/recovery")) | {"email": OWN})
    recovery = await newest_link(app, clock)
    await ask(anna)
    await newest_link(app, clock)
    links = [re.search(r"kabinet\.test(/\S+)", letter.text)[1] for letter in app.state.kit.gateways.mail.letters[-2:]]
    async with Inspector(app) as elsewhere:
        for link in links:
            await answer(elsewhere, link)
    moved = await client.get(recovery)
    assert (await client.get(moved.headers["location"])).status_code == 410


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "анна"}, "Это не похоже на адрес почты"),
        ({"email": "ANNA@vega.example"}, "Это ваш нынешний адрес"),
        ({"email": ""}, "Заполните это поле"),
        ({"current_password": "не тот"}, "Пароль не подходит"),
    ],
)
async def test_a_refusal_keeps_what_was_typed(anna, post, fields, words):
    page = await ask(anna, **({"email": OTHER} | fields))
    assert (page.status_code, words in page.text) == (422, True)
    assert f'value="{fields.get("email", OTHER)}"' in page.text
    assert await post() == []


async def test_a_mailbox_is_not_flooded(anna, clock):
    answers = [(await ask(anna)).status_code for _ in range(7)]
    assert answers[0] == 303
    assert answers[-1] == 429


@pytest.mark.parametrize("token", ["", "x", "a.b.c"])
async def test_a_broken_link_says_so(client, token):
    await client.get(f"{LINK}?token={token}")
    page = await client.get(LINK)
    assert (page.status_code, "повреждена" in page.text) == (410, True)
    assert (await client.post(LINK, data={"answer": "confirm"})).status_code == 410


async def test_neither_button_is_asked_again(client, asked):
    links = await asked()
    await client.get(links[OWN])
    page = await client.post(LINK, data={})
    assert (page.status_code, "Нажмите одну из кнопок" in page.text) == (422, True)
