"""Passkeys: made, shown, taken away; answers that were replayed, meant for another site, person, page or sign-in."""

import html
import json
import re

import pytest

from src.storage import users
from src.storage.engine import execute, rows, transaction
from tests.authenticators import Authenticator
from tests.inspector import Inspector
from tests.routes.visits import FILLED, PASSWORD, events, hidden, register, send

HERE = "/profile/second-factor"
LOGIN = FILLED["email"]


@pytest.fixture
async def anna(client, known):
    """Anna's browser, in which she has signed in."""
    await send(client, "/sign-in", await client.get("/sign-in"), login=LOGIN, password=PASSWORD)
    return client


@pytest.fixture
async def key(anna):
    """Her passkey."""
    key = Authenticator()
    assert (await make(anna, key)).status_code == 200
    return key


def options_of(page):
    return html.unescape(re.search(r'data-options="([^"]+)"', page.text)[1])


def answered(page, credential):
    """The hidden fields of the passkey's form, as the script fills them in."""
    return {"sealed": hidden(page)["sealed"], "credential": credential}


async def make(browser, key, name="Ноутбук"):
    page = await browser.get(f"{HERE}/passkey")
    return await browser.post(f"{HERE}/passkey", data=answered(page, key.make(options_of(page))) | {"name": name})


async def half_way(browser, login=LOGIN):
    """The page of the second step, after the password."""
    await browser.post("/sign-in", data={"login": login, "password": PASSWORD})
    return await browser.get("/sign-in/second")


async def show(browser, page, key, **more):
    return await browser.post("/sign-in/second", data=answered(page, key.show(options_of(page))) | more)


async def refused(browser, answer):
    assert (await browser.get("/profile")).status_code == 303, "somebody is in"
    return (answer.status_code, "Ключ не подошёл" in answer.text) == (422, True)


async def test_a_key_is_made_named_and_shown_at_the_next_sign_in(anna, app, clock):
    key = Authenticator()
    page = await anna.get(f"{HERE}/passkey")
    asked = json.loads(options_of(page))
    assert (asked["rp"]["id"], asked["attestation"]) == ("kabinet.test", "none")
    assert LOGIN not in asked["user"]["id"]
    made = await make(anna, key, "Рабочий <ноутбук>")
    assert made.text.count("<li><code>") == 10
    listed = await anna.get(HERE)
    assert ("Рабочий &lt;ноутбук&gt;" in listed.text, "ещё не было" in listed.text) == (True, True)
    assert (await rows("SELECT subject FROM outbox ORDER BY id DESC LIMIT 1"))[0]["subject"] == "Добавлен ключ входа"
    await anna.post("/sign-out")
    step = await half_way(anna)
    assert "Войти по ключу</button>" in step.text
    assert (await show(anna, step, key)).headers["location"] == "/"
    assert "ещё не было" not in (await anna.get(HERE)).text
    assert (await events())[-2:] == ["signed_in", "second_factor_given"]


async def test_several_are_kept_and_each_is_taken_away_alone(anna, key):
    assert (await make(anna, Authenticator(), "Телефон")).headers["location"] == f"{HERE}?done=passkey"
    assert len(json.loads(options_of(await anna.get(f"{HERE}/passkey")))["excludeCredentials"]) == 2
    phone = (await rows("SELECT id FROM passkey WHERE name = 'Телефон'"))[0]["id"]
    page = await anna.get(f"{HERE}/passkey/{phone}/remove")
    assert "Убрать ключ «Телефон»</h1>" in page.text
    for _ in range(2):
        answer = await anna.post(f"{HERE}/passkey/{phone}/remove")
        assert answer.headers["location"] == f"{HERE}?done=removed"
    assert [row["name"] for row in await rows("SELECT name FROM passkey")] == ["Ноутбук"]
    assert (await anna.get(f"{HERE}/passkey/{phone}/remove")).status_code == 404


async def test_a_key_with_too_long_a_name_is_refused(anna):
    assert "не тот ответ" in (await make(anna, Authenticator(id=bytes(1024)))).text
    assert not await rows("SELECT id FROM passkey")


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
async def test_a_key_that_there_cannot_be_is_not_found(anna, number):
    assert (await anna.get(f"{HERE}/passkey/{number}/remove")).status_code == 404
    assert (await anna.post(f"{HERE}/passkey/{number}/remove")).headers["location"] == f"{HERE}?done=removed"


async def test_another_persons_key_is_not_found(anna, key, app, clock):
    mine = (await rows("SELECT id FROM passkey"))[0]["id"]
    async with Inspector(app) as boris:
        await register(boris, app, clock, email="boris@zavod.example")
        await boris.post("/sign-in", data={"login": "boris@zavod.example", "password": PASSWORD})
        assert (await boris.get(f"{HERE}/passkey/{mine}/remove")).status_code == 404
        await boris.post(f"{HERE}/passkey/{mine}/remove")
        assert "уже добавлен" in (await make(boris, key)).text  # nor taken for one's own
    assert len(await rows("SELECT id FROM passkey")) == 1


async def test_no_more_than_ten(anna, key):
    for _ in range(9):
        await make(anna, Authenticator())
    answer = await make(anna, Authenticator())
    assert (answer.status_code, "ключей уже 10" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "lie", [{"origin": "http://evil.test"}, {"host": "evil.test"}, {"origin": "https://kabinet.test"}]
)
async def test_what_was_made_or_shown_for_another_site_is_refused(anna, key, lie):
    assert "не тот ответ" in (await make(anna, Authenticator(**lie))).text
    await anna.post("/sign-out")
    step = await half_way(anna)
    assert await refused(anna, await show(anna, step, Authenticator(id=key.id, key=key.key, signs=9, **lie)))


async def test_an_answer_serves_one_sign_in_once(anna, key, app):
    await anna.post("/sign-out")
    step = await half_way(anna)
    sent = answered(step, key.show(options_of(step)))
    half = anna.cookies["half"]
    assert (await anna.post("/sign-in/second", data=sent)).headers["location"] == "/"
    anna.cookies.set("half", half, domain="kabinet.test")
    assert (await anna.post("/sign-in/second", data=sent)).headers["location"] == "/"  # a second click
    async with Inspector(app, headers={"User-Agent": "thief"}) as thief:
        await half_way(thief)
        assert await refused(thief, await thief.post("/sign-in/second", data=sent))
        thief.cookies.set("half", half, domain="kabinet.test")
        stolen = await thief.post("/sign-in/second", data=sent)
        assert stolen.headers["location"] == "/sign-in?done=half"


async def test_a_challenge_of_another_sign_in_or_page_is_refused(anna, key, app):
    making = await anna.get(f"{HERE}/passkey")
    await anna.post("/sign-out")
    async with Inspector(app) as other:
        foreign = await half_way(other)
        await half_way(anna)
        assert await refused(anna, await show(anna, foreign, key))
        assert await refused(anna, await show(anna, making, key))


async def test_a_wrong_answer_uses_its_challenge_up(anna, key):
    await anna.post("/sign-out")
    step = await half_way(anna)
    assert await refused(anna, await show(anna, step, Authenticator(id=key.id)))
    assert await refused(anna, await show(anna, step, key))
    assert (await show(anna, await anna.get("/sign-in/second"), key)).headers["location"] == "/"


async def test_another_persons_key_opens_nothing(anna, key, app, clock):
    async with Inspector(app) as boris:
        await register(boris, app, clock, email="boris@zavod.example")
        await boris.post("/sign-in", data={"login": "boris@zavod.example", "password": PASSWORD})
        his = Authenticator()
        await make(boris, his)
    await anna.post("/sign-out")
    assert await refused(anna, await show(anna, await half_way(anna), his))


async def test_a_counter_that_goes_back_is_a_copied_key(anna, key):
    async with transaction():
        await execute("UPDATE passkey SET signs = 1000")
    await anna.post("/sign-out")
    step = await half_way(anna)
    assert await refused(anna, await show(anna, step, key))
    key.signs = 1001
    assert (await show(anna, await anna.get("/sign-in/second"), key)).headers["location"] == "/"


BROKEN = ["{}", "[]", "1", "x", "[" * 5000, '{"id":"x","rawId":"x","type":"public-key","response":{}}']


@pytest.mark.parametrize("broken", BROKEN)
async def test_what_no_authenticator_answers_is_refused(anna, key, broken):
    page = await anna.get(f"{HERE}/passkey")
    answer = await anna.post(f"{HERE}/passkey", data=answered(page, broken) | {"name": "x"})
    assert (answer.status_code, "не тот ответ" in answer.text) == (422, True)
    await anna.post("/sign-out")
    step = await half_way(anna)
    assert await refused(anna, await anna.post("/sign-in/second", data=answered(step, broken)))


@pytest.mark.parametrize("nonsense", ["", "AAAA", "%%%", None, 7])
async def test_a_damaged_answer_makes_no_key(anna, nonsense):
    page = await anna.get(f"{HERE}/passkey")
    for part in ("clientDataJSON", "attestationObject"):
        told = json.loads(Authenticator().make(options_of(page)))
        told["response"][part] = nonsense
        answer = await anna.post(f"{HERE}/passkey", data=answered(page, json.dumps(told)) | {"name": "x"})
        assert answer.status_code == 422


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
async def test_a_damaged_answer_opens_nothing(anna, key, part):
    await anna.post("/sign-out")
    step = await half_way(anna)
    told = json.loads(key.show(options_of(step)))
    told["response"][part] = "AAAA"
    assert await refused(anna, await anna.post("/sign-in/second", data=answered(step, json.dumps(told))))


async def test_passkeys_alone_leave_the_recovery_codes(anna, key):
    await anna.post("/sign-out")
    step = await half_way(anna)
    assert ">Запасной код</label>" in step.text
    assert (await anna.post("/sign-in/second", data={"code": "123456"})).status_code == 422
    account = await users.find_by_email(LOGIN)
    assert len(await rows("SELECT id FROM recovery_code WHERE app_user = {}", account.id)) == 10


class TestOpenedByANumber:
    @pytest.fixture
    def settings(self, settings):
        return lambda **changes: settings(**({"base_url": "http://10.0.0.7:8000"} | changes))

    async def test_no_key_is_offered(self, app, client_for, cast):
        anna = await client_for(cast.anna)
        page = await anna.get(HERE)
        assert "Добавить ключ входа" not in page.text
        assert (await anna.get(f"{HERE}/passkey")).status_code == 404
