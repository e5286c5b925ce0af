"""The sign-in page, the delay and the ways round it, signing out; without JavaScript."""

from datetime import timedelta

import pytest

from src.storage.links import counted
from tests.inspector import HTMX, Inspector
from tests.routes.visits import FILLED, PASSWORD, code_of, events, hidden, newest_link, send
from tests.services.people import registered

LOGIN = FILLED["email"]


async def enter(client, password=PASSWORD, page=None, **more):
    page = page or await client.get("/sign-in")
    return await send(client, "/sign-in", page, login=LOGIN, password=password, **more)


async def miss(client, times):
    for _ in range(times):
        answer = await enter(client, "не тот пароль")
    return answer


async def test_the_page_has_the_words_of_the_source_and_needs_no_base_and_no_script(client):
    with counted() as counter:
        page = await client.get("/sign-in")
    words = (
        "Вход в ЛКК ЮЛ для клиента</h1>",
        ">Логин (электронная почта)</label>",
        ">Пароль</label>",
        "Запомнить меня",
    )
    assert all(word in page.text for word in (*words, ">Войти</button>", "Забыли пароль?", ">Зарегистрироваться</a>"))
    assert (counter.statements, "<script" in page.text, page.headers.get("set-cookie")) == (0, False, None)


async def test_it_lies_in_a_cache_until_it_changes(client):
    page = await client.get("/sign-in")
    again = await client.get("/sign-in", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304


async def test_signed_in_one_goes_where_one_was_going(client, known):
    page = await client.get("/sign-in?next=/contracts?q=7")
    answer = await enter(client, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, "/contracts?q=7")
    assert {cookie.name for cookie in client.cookies.jar} == {"sid", "device"}
    assert (await client.get("/sign-in?next=/profile")).headers["location"] == "/profile"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
async def test_next_leads_nowhere_else(client, known, away):
    page = await client.get("/sign-in", params={"next": away})
    assert (await enter(client, page=page)).headers["location"] == "/"
    assert (await client.post("/sign-in", data={"login": LOGIN, "password": PASSWORD, "next": away})).headers[
        "location"
    ] == "/"


async def test_a_wrong_password_says_what_to_do_and_keeps_the_login(client, known):
    answer = await enter(client, "не тот пароль", remember="1")
    assert answer.status_code == 422
    assert "Проверьте раскладку и Caps Lock" in answer.text
    assert f'value="{LOGIN}"' in answer.text
    assert " checked" in answer.text
    assert "не тот пароль" not in answer.text


async def test_an_unknown_login_gets_the_very_same_page(client, known):
    wrong = await enter(client, "не тот пароль")
    unknown = await client.post("/sign-in", data={"login": "nobody@zavod.example", "password": "x", "next": "/"})
    assert unknown.text.replace("nobody@zavod.example", LOGIN) == wrong.text


async def test_empty_fields_are_told(client):
    answer = await client.post("/sign-in", data={})
    assert (answer.status_code, answer.text.count("Заполните это поле")) == (422, 2)


async def test_past_the_free_attempts_comes_the_puzzle_then_the_delay_in_words(client, known, app, clock):
    page = await miss(client, 5)
    assert "Я не робот</legend>" in page.text
    page = await enter(client, page=page)
    assert "Подтвердите, что вы не робот" in page.text
    wrong = await enter(client, "не тот пароль", page=page, code=code_of(app, page, clock()))
    assert "pass" in hidden(wrong)
    wait = await enter(client, page=wrong)
    assert (wait.status_code, wait.headers["retry-after"]) == (429, "1")
    assert "Подождите 1\N{NO-BREAK SPACE}секунду" in wait.text
    clock.pass_by(timedelta(seconds=1))
    assert (await enter(client, page=wait)).headers["location"] == "/"


async def test_a_letter_with_a_link_leads_round_the_delay(client, known, app, clock):
    page = await miss(client, 5)
    assert 'href="/sign-in/letter"' in page.text
    asked = await send(client, "/sign-in/letter", await client.get("/sign-in/letter"), email=LOGIN)
    assert asked.headers["location"] == "/sign-in/sent"
    assert (await client.get("/sign-in/sent")).status_code == 200
    moved = await client.get(await newest_link(app, clock))
    assert moved.headers["location"] == "/sign-in/link"
    assert LOGIN in (await client.get("/sign-in/link")).text
    assert (await client.post("/sign-in/link")).headers["location"] == "/"
    assert (await client.get("/")).status_code == 200
    assert (await events())[-1] == "signed_in_by_link"


async def test_a_second_click_on_the_link_leaves_one_session_that_works(client, known, app, clock):
    await send(client, "/sign-in/letter", await client.get("/sign-in/letter"), email=LOGIN)
    await client.get(await newest_link(app, clock))
    link = client.cookies["link"]
    first = await client.post("/sign-in/link")
    client.cookies.set("link", link, path="/sign-in/link", domain="kabinet.test")
    second = await client.post("/sign-in/link")
    assert (first.headers["location"], second.headers["location"]) == ("/", "/")
    assert (await client.get("/")).status_code == 200


@pytest.mark.parametrize("minutes", [0, 10])
async def test_the_link_of_the_letter_ends(client, known, app, clock, minutes):
    await send(client, "/sign-in/letter", await client.get("/sign-in/letter"), email=LOGIN)
    await client.get(await newest_link(app, clock))
    if minutes:
        clock.pass_by(timedelta(minutes=minutes))
    else:
        async with Inspector(app, cookies={"link": client.cookies["link"]}) as thief:
            await thief.post("/sign-in/link", headers={"User-Agent": "another"})
    answer = await client.post("/sign-in/link")
    assert (answer.status_code, "Запросите новую" in answer.text) == (410, True)


async def test_a_known_device_is_out_of_the_queue(client, known, app):
    await enter(client)
    await client.post("/sign-out")
    async with Inspector(app) as attacker:
        await miss(attacker, 5)
    assert (await enter(client)).headers["location"] == "/"


async def test_signing_in_again_ends_the_session_that_was_there(client, known):
    await enter(client)
    old = client.cookies["sid"]
    await client.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
    assert client.cookies["sid"] != old
    client.cookies.set("sid", old, domain="kabinet.test")
    assert (await client.get("/")).status_code == 303


async def test_a_session_planted_by_another_is_not_taken_over(client, known):
    client.cookies.set("sid", "x" * 43, domain="kabinet.test")
    await enter(client)
    assert "x" * 43 not in [cookie.value for cookie in client.cookies.jar]


async def test_signing_out_ends_the_session_everywhere(client, known):
    await enter(client)
    token = client.cookies["sid"]
    answer = await client.post("/sign-out")
    assert (answer.status_code, answer.headers["clear-site-data"]) == (303, '"storage"')
    assert "Вы вышли" in (await client.get(answer.headers["location"])).text
    client.cookies.set("sid", token, domain="kabinet.test")
    assert (await client.get("/")).status_code == 303
    assert (await events())[-1] == "signed_out"


async def test_remember_me_gives_a_cookie_that_stays(client, known):
    page = await client.get("/sign-in")
    answer = await enter(client, page=page, remember="1")
    session = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("sid="))
    assert "Max-Age=2592000" in session
    assert "HttpOnly" in session


async def test_the_password_once_more_for_a_dangerous_act(client, known):
    await enter(client, remember="1")
    page = await client.get("/sign-in?fresh=1&next=/profile")
    assert "войдите ещё раз" in page.text
    assert (await enter(client, page=page)).headers["location"] == "/profile"


async def test_a_form_that_came_too_late_is_given_back(client, known, clock):
    await enter(client)
    clock.pass_by(timedelta(minutes=31))
    late = await client.post("/blocks/readings", data={"state": "folded"})
    assert late.status_code == 401
    answer = await send(client, "/sign-in", late, login=LOGIN, password=PASSWORD)
    assert answer.status_code == 200
    assert 'value="folded"' in answer.text


async def test_htmx_is_sent_away_whole(client, known):
    page = await client.get("/sign-in")
    answer = await client.post("/sign-in", data=hidden(page) | {"login": LOGIN, "password": PASSWORD}, headers=HTMX)
    assert answer.headers["hx-redirect"] == "/"


class TestOverHttps:
    @pytest.fixture
    def settings(self, settings):
        return lambda **changes: settings(**({"base_url": "https://kabinet.test"} | changes))

    async def test_cookies_are_bound_to_this_host_and_stay_small(self, client, app, clock):
        await registered(app.state.kit.account, clock, LOGIN, PASSWORD)
        answer = await client.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
        cookies = [each.partition(";") for each in answer.headers.get_list("set-cookie")]
        assert [each.partition("=")[0] for each, _, _ in cookies] == ["__Host-sid", "__Host-device"]
        assert all("Secure" in more and "HttpOnly" in more and "Path=/" in more for _, _, more in cookies)
        assert len("; ".join(each for each, _, _ in cookies)) <= 200
