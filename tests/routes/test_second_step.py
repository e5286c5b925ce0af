"""Signing in with a second factor: code, recovery code, wrong ones, other doors; without JavaScript."""

import asyncio
from datetime import timedelta

import pytest

from src.storage import users
from src.storage.engine import rows
from src.storage.links import counted
from tests.inspector import Inspector
from tests.routes.visits import FILLED, PASSWORD, events, hidden, newest_link, send
from tests.services.factors import code_at, with_app

LOGIN = FILLED["email"]


@pytest.fixture
async def codes(known, app, clock):
    """Anna has an application; her recovery codes."""
    account = await users.find_by_email(LOGIN)
    return (await with_app(app.state.kit.account, account.id, clock())).codes


async def begin(client, **more):
    """The password was right."""
    answer = await send(client, "/sign-in", await client.get("/sign-in"), login=LOGIN, password=PASSWORD, **more)
    assert answer.headers["location"] == "/sign-in/second"
    return answer


async def give(client, code):
    return await client.post("/sign-in/second", data={"code": code})


async def wrong(client, times):
    for _ in range(times):
        answer = await give(client, "000000")
    return answer


async def inside(client):
    return (await client.get("/profile")).status_code == 200


async def test_the_password_alone_opens_nothing(client, codes):
    await begin(client)
    assert {cookie.name for cookie in client.cookies.jar} == {"half"}
    assert not await inside(client)
    half = client.cookies["half"]
    client.cookies.set("sid", half, domain="kabinet.test")
    assert not await inside(client)


async def test_the_code_lets_in_to_where_one_was_going(client, codes, clock):
    page = await client.get("/sign-in?next=/contracts?q=7")
    await send(client, "/sign-in", page, login=LOGIN, password=PASSWORD, remember="1")
    with counted() as counter:
        step = await client.get("/sign-in/second")
    assert (counter.statements, step.headers["cache-control"]) == (1, "no-store")
    assert all(
        words in step.text for words in ("Подтвердите вход</h1>", LOGIN, "Код из приложения или запасной код</label>")
    )
    answer = await give(client, f"{code_at(clock())[:3]} {code_at(clock())[3:]}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/contracts?q=7")
    assert {cookie.name for cookie in client.cookies.jar} == {"sid", "device"}
    assert "Max-Age=2592000" in answer.headers["set-cookie"]
    assert await inside(client)
    assert (await events())[-3:] == ["second_factor_asked", "signed_in", "second_factor_given"]


@pytest.mark.parametrize("steps", [-1, 1])
async def test_clocks_may_differ_by_half_a_minute(client, codes, clock, steps):
    await begin(client)
    assert (await give(client, code_at(clock(), steps * 2))).status_code == 422
    assert (await give(client, code_at(clock(), steps))).status_code == 303


async def test_a_code_serves_once_and_earlier_ones_never_again(client, app, codes, clock):
    await begin(client)
    await give(client, code_at(clock()))
    async with Inspector(app, headers={"User-Agent": "another"}) as thief:
        await begin(thief)
        for steps in (0, -1):
            assert "Код не подошёл" in (await give(thief, code_at(clock(), steps))).text
        assert (await give(thief, code_at(clock(), 1))).status_code == 303


async def test_in_two_tabs_at_once_it_serves_one_browser(client, app, codes, clock):
    async with Inspector(app, headers={"User-Agent": "another"}) as other:
        await begin(client)
        await begin(other)
        answers = await asyncio.gather(give(client, code_at(clock())), give(other, code_at(clock())))
    assert sorted(answer.status_code for answer in answers) == [303, 422]


async def test_a_second_click_is_answered_as_the_first(client, codes, clock):
    await begin(client)
    half = client.cookies["half"]
    first = await give(client, code_at(clock()))
    client.cookies.set("half", half, domain="kabinet.test")
    second = await give(client, code_at(clock()))
    assert (first.headers["location"], second.headers["location"]) == ("/", "/")
    assert await inside(client)
    assert len(await rows("SELECT id FROM session WHERE second_at IS NOT NULL AND agent <> 'pytest'")) == 1


async def test_a_recovery_code_lets_in_once(client, app, codes, clock):
    await begin(client)
    used = await give(client, "-".join((codes[3][:4], codes[3][4:8], codes[3][8:])))
    assert (used.status_code, "осталось 9" in used.text) == (200, True)
    assert (await events())[-3:] == ["recovery_code_used", "signed_in", "second_factor_given"]
    assert await rows("SELECT id FROM outbox WHERE subject = 'Вход по запасному коду'")
    await client.post("/sign-out")
    clock.pass_by(timedelta(minutes=1))
    await begin(client)
    assert (await give(client, codes[3])).status_code == 422
    assert (await give(client, codes[4])).status_code == 200


async def test_after_five_wrong_codes_the_password_is_asked_again_and_a_letter_tells(client, app, codes, clock):
    await begin(client)
    answer = await wrong(client, 4)
    assert (answer.status_code, "осталось попыток: 1" in answer.text) == (422, True)
    answer = await wrong(client, 1)
    assert answer.headers["location"] == "/sign-in?done=half"
    assert "Введите пароль ещё раз" in (await client.get(answer.headers["location"])).text
    assert (await give(client, code_at(clock()))).headers["location"] == "/sign-in?done=half"
    assert (await rows("SELECT COUNT(*) AS n FROM outbox WHERE idem LIKE 'second-failed.%'"))[0]["n"] == 1
    assert (await events())[-5:] == ["second_factor_failed"] * 5


async def test_past_the_free_ones_codes_wait_and_recovery_codes_do_not(client, codes, clock):
    """Whoever knows the password cannot try one code after another, nor lock the owner out."""
    await begin(client)
    await wrong(client, 5)
    await begin(client)
    assert (await wrong(client, 1)).status_code == 422
    waits = await give(client, code_at(clock()))
    assert (waits.status_code, waits.headers["retry-after"]) == (429, "1")
    assert "запасной код: с ним ждать не нужно" in waits.text
    assert (await give(client, codes[0])).status_code == 200


async def test_whoever_knows_the_password_alone_cannot_begin_again_and_again(client, codes, clock):
    for _ in range(5):
        await begin(client)
    page = await send(client, "/sign-in", await client.get("/sign-in"), login=LOGIN, password=PASSWORD)
    assert (page.status_code, "Подтвердите, что вы не робот" in page.text) == (422, True)
    await give(client, code_at(clock()))
    await client.post("/sign-out")
    await begin(client)


async def test_a_known_device_does_not_wait_for_others(client, app, codes, clock):
    await begin(client)
    await give(client, code_at(clock()))
    await client.post("/sign-out")
    async with Inspector(app) as attacker:
        for _ in range(2):
            await begin(attacker)
            await wrong(attacker, 5)
    clock.pass_by(timedelta(seconds=30))
    await begin(client)
    assert (await give(client, code_at(clock()))).status_code == 303


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "0" * 41])
async def test_what_is_no_code_costs_no_try(client, codes, clock, code):
    await begin(client)
    for _ in range(6):
        answer = await give(client, code)
    assert (answer.status_code, 'aria-invalid="true"' in answer.text) == (422, True)
    assert (await give(client, code_at(clock()))).status_code == 303


async def test_without_the_first_half_there_is_nothing_to_see(client, codes, clock):
    """Nor after ten minutes."""
    await begin(client)
    clock.pass_by(timedelta(minutes=10))
    for token in (client.cookies["half"], "", "x" * 43, "x"):
        client.cookies.set("half", token, domain="kabinet.test")
        assert (await client.get("/sign-in/second")).headers["location"] == "/sign-in?done=half"
        assert (await give(client, code_at(clock()))).headers["location"] == "/sign-in?done=half"


async def test_the_link_of_a_letter_is_a_first_factor_only(client, app, codes, clock):
    await send(client, "/sign-in/letter", await client.get("/sign-in/letter"), email=LOGIN)
    await client.get(await newest_link(app, clock))
    link = client.cookies["link"]
    for _ in range(2):  # a second click on its way
        client.cookies.set("link", link, path="/sign-in/link", domain="kabinet.test")
        assert (await client.post("/sign-in/link")).headers["location"] == "/sign-in/second"
    assert not await inside(client)
    assert (await give(client, code_at(clock()))).headers["location"] == "/"
    assert "signed_in_by_link" in await events()


async def test_a_new_password_does_not_go_round_it_and_ends_what_was_half_done(client, app, codes, clock):
    await begin(client)
    async with Inspector(app) as mail:
        await send(mail, "/recovery", await mail.get("/recovery"), email=LOGIN)
        await mail.get(await newest_link(app, clock))
        new = {"password": "пять синих слонов", "password_again": "пять синих слонов"}
        answer = await send(mail, "/recovery/new", await mail.get("/recovery/new"), **new)
        assert (answer.headers["location"], await inside(mail)) == ("/sign-in?done=password", False)
        signed = await mail.post("/sign-in", data={"login": LOGIN, "password": "пять синих слонов"})
        assert signed.headers["location"] == "/sign-in/second"
        assert not await inside(mail)
    assert (await give(client, code_at(clock()))).headers["location"] == "/sign-in?done=half"


async def test_what_was_typed_before_the_session_ended_survives_the_second_step(client, codes, clock):
    await begin(client)
    await give(client, code_at(clock()))
    clock.pass_by(timedelta(minutes=40))
    late = await client.post("/blocks/readings", data={"state": "folded"})
    await send(client, "/sign-in", late, login=LOGIN, password=PASSWORD)
    answer = await give(client, code_at(clock()))
    assert (answer.status_code, 'value="folded"' in answer.text) == (200, True)


async def test_a_dangerous_form_that_came_late_goes_on_after_both_halves(client, codes, clock):
    await begin(client, remember="1")
    await give(client, code_at(clock()))
    clock.pass_by(timedelta(minutes=16))
    asked = await client.post("/profile/second-factor/passkey", data={"name": "Телефон", "credential": "x"})
    assert (asked.status_code, "Подтвердите, что это вы</h1>" in asked.text, LOGIN in asked.text) == (401, True, True)
    assert (
        (await send(client, "/sign-in", asked, login=LOGIN, password=PASSWORD)).headers["location"].endswith("second")
    )
    assert (await client.get("/profile/second-factor/app")).status_code == 303  # half is not enough
    offered = await give(client, code_at(clock()))
    assert ('action="/profile/second-factor/passkey"' in offered.text, hidden(offered)) == (True, {"name": "Телефон"})
    assert (await client.get("/profile/second-factor/app")).status_code == 200


async def test_the_earlier_session_lasts_until_the_second_half_and_no_longer(client, app, codes, clock):
    await begin(client)
    await give(client, code_at(clock()))
    old = client.cookies["sid"]
    clock.pass_by(timedelta(minutes=1))
    await client.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
    assert await inside(client)
    await give(client, code_at(clock()))
    assert client.cookies["sid"] != old
    async with Inspector(app, cookies={"sid": old}) as planted:
        assert not await inside(planted)
