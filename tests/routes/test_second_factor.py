"""«Второй фактор» in the profile: the application, recovery codes, taking away; without JavaScript."""

import html
import re
from datetime import timedelta

import pytest

from src.services import outbox, sessions
from src.services.second_factor import change
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests.inspector import HTMX
from tests.routes.visits import events, hidden, send
from tests.services.factors import code_at, with_app

HERE = "/profile/second-factor"
PAGES = (HERE, f"{HERE}/app", f"{HERE}/codes", f"{HERE}/app/remove")


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
async def codes(app, cast, clock):
    """Anna has an application; her recovery codes."""
    return (await with_app(app.state.kit.account, cast.anna.id, clock())).codes


@pytest.fixture
async def owner(codes, client_for, cast):
    """Anna's browser, in which the second factor was given."""
    browser = await client_for(cast.anna)
    async with transaction():
        await execute("UPDATE session SET second_at = created_at")
    return browser


def key_of(page):
    return re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")


def shown_codes(page):
    return re.findall(r"<li><code>(\d{4}-\d{4}-\d{4})</code>", page.text)


async def connect(client, clock, page=None):
    page = page or await client.get(f"{HERE}/app")
    return await send(client, f"{HERE}/app", page, code=code_at(clock(), seed=key_of(page)))


async def letters(app, clock):
    mail = app.state.kit.gateways.mail
    await outbox.send_due(mail, clock)
    return [letter.subject for letter in mail.letters]


async def test_nothing_is_there_at_first(anna):
    with counted() as counter:
        page = await anna.get(HERE)
    assert "Подключить приложение</a>" in page.text
    assert "Запасные коды" not in page.text
    assert counter.statements == 3


async def test_an_application_is_connected_by_its_first_code(anna, client_for, cast, app, clock):
    other = await client_for(cast.anna)
    page = await anna.get(f"{HERE}/app")
    assert "<svg" in page.text
    answer = await connect(anna, clock, page)
    assert (answer.status_code, len(set(shown_codes(answer)))) == (200, 10)
    assert answer.headers["set-cookie"].startswith("sid=")
    assert "Осталось 10 из 10" in (await anna.get(HERE)).text
    assert (await other.get("/")).headers["location"].startswith("/sign-in")
    assert (await events())[-1] == "second_factor_added"
    assert await letters(app, clock) == ["Подключено приложение с кодами"]


async def test_the_seed_and_the_codes_do_not_lie_open_in_the_base(anna, clock):
    page = await anna.get(f"{HERE}/app")
    answer = await connect(anna, clock, page)
    kept = str(await rows("SELECT * FROM authenticator")) + str(await rows("SELECT * FROM recovery_code"))
    assert key_of(page) not in kept
    assert not [code for code in shown_codes(answer) if code.replace("-", "") in kept]


async def test_a_wrong_code_keeps_the_picture_and_connects_nothing(anna, clock):
    page = await anna.get(f"{HERE}/app")
    for code, words in (("000000", "Код не подошёл"), ("12", "Введите 6 цифр"), ("", "Заполните это поле")):
        answer = await send(anna, f"{HERE}/app", page, code=code)
        assert (answer.status_code, words in answer.text, key_of(answer)) == (422, True, key_of(page))
    assert not await rows("SELECT * FROM authenticator")


async def test_an_old_page_or_another_persons_gives_a_new_key(anna, client_for, cast, clock):
    page = await anna.get(f"{HERE}/app")
    boris = await client_for(cast.boris)
    for sealed in (hidden(page)["sealed"], "x", ""):
        answer = await boris.post(f"{HERE}/app", data={"sealed": sealed, "code": code_at(clock(), seed=key_of(page))})
        assert (answer.status_code, "Прежний ключ устарел" in answer.text) == (422, True)
        assert key_of(answer) != key_of(page)


async def test_a_session_that_was_ended_at_this_moment_changes_nothing(anna, cast, clock, monkeypatch):
    """Its owner has ended it, and the thief's click is on its way."""
    page, held = await anna.get(f"{HERE}/app"), change._hold

    async def late(owner):
        await sessions.end_others(cast.anna.id, None, clock())
        await held(owner)

    monkeypatch.setattr(change, "_hold", late)
    answer = await connect(anna, clock, page)
    assert answer.headers["location"].startswith("/sign-in")
    assert not await rows("SELECT * FROM authenticator")


async def test_what_another_page_offers_is_no_key(owner, clock):
    for page in (await owner.get(f"{HERE}/codes"), await owner.get(f"{HERE}/passkey")):
        answer = await owner.post(f"{HERE}/app", data={"sealed": hidden(page)["sealed"], "code": code_at(clock())})
        assert (answer.status_code, "Прежний ключ устарел" in answer.text) == (422, True)


async def test_a_second_click_shows_the_same_codes_and_changes_nothing(anna, clock):
    page = await anna.get(f"{HERE}/app")
    first = await connect(anna, clock, page)
    second = await connect(anna, clock, page)
    assert shown_codes(second) == shown_codes(first) != []
    assert (await events()).count("second_factor_added") == 1
    assert (await anna.get("/")).status_code == 200


async def test_the_codes_come_as_a_file_too(anna, clock):
    answer = await connect(anna, clock)
    file = await send(anna, f"{HERE}/codes/file", answer)
    assert file.headers["content-disposition"] == 'attachment; filename="zapasnye-kody.txt"'
    assert re.findall(r"\d{4}-\d{4}-\d{4}", file.text) == shown_codes(answer)
    assert (await anna.post(f"{HERE}/codes/file", data={"sealed": "x"})).headers["location"] == HERE


async def test_a_new_application_takes_the_place_of_the_old_one(owner, clock, codes):
    page = await owner.get(f"{HERE}/app")
    assert "прежнее перестанет подходить" in page.text
    answer = await connect(owner, clock, page)
    assert answer.headers["location"] == f"{HERE}?done=app"
    assert "подключено" in (await owner.get(f"{HERE}?done=app")).text
    assert len(await rows("SELECT * FROM authenticator")) == 1


async def test_new_codes_void_the_old_ones(owner, app, clock, codes):
    async with transaction():
        await execute("UPDATE recovery_code SET used_at = 1 WHERE place < 7")
    assert "Запаситесь новыми" in (await owner.get(HERE)).text
    page = await owner.get(f"{HERE}/codes")
    assert "Прежние, которых осталось 3" in page.text
    answer = await send(owner, f"{HERE}/codes", page)
    again = await send(owner, f"{HERE}/codes", page)
    assert shown_codes(answer) == shown_codes(again)
    assert not set(shown_codes(answer)) & {f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes}
    assert (await events()).count("recovery_codes_made") == 1
    assert (await letters(app, clock))[-1] == "Выданы новые запасные коды"


async def test_new_codes_again_and_again_have_to_wait(owner):
    for _ in range(11):
        answer = await send(owner, f"{HERE}/codes", await owner.get(f"{HERE}/codes"))
    assert answer.status_code == 200
    answer = await send(owner, f"{HERE}/codes", await owner.get(f"{HERE}/codes"))
    assert (answer.status_code, "Подождите" in answer.text) == (429, True)


async def test_the_last_one_taken_away_the_password_is_enough(owner, app, clock, codes):
    page = await owner.get(f"{HERE}/app/remove")
    assert "для входа станет достаточно пароля" in page.text
    answer = await send(owner, f"{HERE}/app/remove", page)
    assert answer.headers["location"] == f"{HERE}?done=removed"
    assert "Подключить приложение</a>" in (await owner.get(HERE)).text
    assert not await rows("SELECT * FROM recovery_code")
    assert (await send(owner, f"{HERE}/app/remove", page)).status_code == 303
    assert (await events()).count("second_factor_removed") == 1
    assert (await letters(app, clock))[-1] == "Приложение с кодами убрано"


async def test_the_last_one_stays_while_a_contract_demands_it(owner, cast, codes):
    async with transaction():
        await execute("UPDATE contract SET second_factor = TRUE WHERE id = {}", cast.contract.id)
    answer = await owner.post(f"{HERE}/app/remove")
    assert (answer.status_code, f"№ {cast.contract.number}" in answer.text) == (422, True)
    assert await rows("SELECT * FROM authenticator")


async def test_codes_are_for_those_who_have_a_factor(anna):
    assert (await anna.get(f"{HERE}/codes")).headers["location"] == HERE
    assert (await anna.get(f"{HERE}/app/remove")).headers["location"] == HERE
    page = await anna.get(f"{HERE}/app")  # its seal is for an application
    assert (await send(anna, f"{HERE}/codes", page)).headers["location"] == HERE
    assert not await rows("SELECT * FROM recovery_code")


@pytest.mark.parametrize("page", PAGES[1:])
async def test_after_a_quarter_of_an_hour_one_signs_in_again(owner, clock, page):
    clock.pass_by(timedelta(minutes=15, seconds=1))
    assert (await owner.get(HERE)).status_code == 200
    assert (await owner.get(page)).headers["location"] == f"/sign-in?next={page.replace('/', '%2F')}&fresh=1"
    asked = await owner.post(page, data={"sealed": "text"}, headers={"Referer": f"http://kabinet.test{page}"})
    assert (asked.status_code, "Подтвердите, что это вы</h1>" in asked.text) == (401, True)
    assert hidden(asked)["next"] == page
    offered = await owner.post(page, headers=HTMX)
    assert (offered.status_code, 'id="stale"' in offered.text) == (401, True)


async def test_signed_out_and_too_large(client, anna):
    for page in PAGES:
        assert (await client.get(page)).headers["location"].startswith("/sign-in")
        assert (await client.post(page, data={})).status_code in {303, 405}
    assert (await anna.post(f"{HERE}/app", data={"code": "1" * 70_000})).status_code == 413
    assert "Введите" in html.unescape((await anna.get(f"{HERE}/app", headers={"HX-Boosted": "true"})).text)
