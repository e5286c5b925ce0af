"""Registration as a browser without JavaScript walks it."""

import asyncio
from datetime import timedelta

import pytest

from src.storage.engine import rows
from src.storage.links import counted
from tests.routes.visits import FILLED, code_of, events, hidden, newest_link, register, send


@pytest.fixture
async def form(client):
    return await client.get("/sign-up")


@pytest.fixture
async def second(client, form):
    return await send(client, "/sign-up", form, **FILLED)


async def test_the_form_has_the_labels_of_the_source(form):
    labels = ("Фамилия", "Имя", "Отчество", "Электронная почта", "Пароль", "Повторите пароль")
    assert all(f">{label}</label>" in form.text for label in labels)
    assert 'type="checkbox" name="personal_data" value="1" required' in " ".join(form.text.split())
    assert " checked" not in form.text


async def test_the_whole_way_from_the_form_to_the_first_sign_in(client, app, clock):
    done = await register(client, app, clock)
    assert (done.status_code, done.headers["location"]) == (303, "/sign-in?done=registered")
    page = await client.get("/sign-in?done=registered")
    assert "Регистрация завершена" in page.text
    answer = await send(client, "/sign-in", page, login=FILLED["email"], password=FILLED["password"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await client.get("/")).status_code == 200
    assert await events() == ["signed_up", "sign_up_finished", "signed_in"]


async def test_all_mistakes_are_told_at_once_and_what_was_typed_stays(client, form):
    answer = await send(client, "/sign-up", form, given_name="Анна", email="anna", password="кот", password_again="пёс")
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 6
    assert 'value="anna"' in answer.text
    assert "Пароли не совпадают" in answer.text
    assert "нужно не меньше 8 знаков" in answer.text
    assert 'value="кот"' not in answer.text


async def test_a_weak_password_is_told_beside_the_other_mistakes(client, form):
    answer = await send(client, "/sign-up", form, **(FILLED | {"password": "йцукен123", "password_again": "йцукен123"}))
    assert answer.status_code == 422
    assert "подбирают одним из первых" in answer.text


async def test_nothing_is_stored_before_the_puzzle_is_solved(second):
    assert second.status_code == 200
    assert await stored() == [0, 0, 0]
    assert "кота" not in second.text


async def test_the_password_does_not_travel_in_the_page(second):
    assert set(hidden(second)) == {"sealed", "picture"}


async def test_another_code_keeps_what_was_typed(client, app, clock, second):
    other = await send(client, "/sign-up/confirm", second, other="1")
    assert other.status_code == 200
    assert hidden(other)["sealed"] == hidden(second)["sealed"]
    assert hidden(other)["picture"] != hidden(second)["picture"]
    done = await send(client, "/sign-up/confirm", other, code=code_of(app, other, clock()))
    assert done.headers["location"] == "/sign-up/sent"


@pytest.mark.parametrize(("code", "words"), [("", "Отметьте «Я не робот»"), ("нет", "Код не подошёл")])
async def test_an_unsolved_puzzle_is_asked_again(client, second, code, words):
    answer = await send(client, "/sign-up/confirm", second, code=code)
    assert answer.status_code == 422
    assert words in answer.text
    assert await stored() == [0, 0, 0]


async def stored():
    """How many registrations, letters and journal lines there are."""
    return [len(await rows(f"SELECT id FROM {table}")) for table in ("registration", "outbox", "journal_line")]


@pytest.mark.parametrize("by_pass", [False, True])
async def test_two_clicks_at_once_are_answered_alike_and_nothing_is_doubled(client, app, clock, second, by_pass):
    proved = hidden(second) | {"code": code_of(app, second, clock())}
    if by_pass:
        captcha = app.state.kit.account.captcha
        proof = await captcha.check("sign-up", proved, clock())
        proved = {"sealed": hidden(second)["sealed"], "pass": captcha.new_pass(proof, clock())}
    answers = await asyncio.gather(*(client.post("/sign-up/confirm", data=proved) for _ in range(2)))
    assert [answer.headers.get("location") for answer in answers] == ["/sign-up/sent"] * 2
    assert await stored() == [1, 1, 1]


async def test_a_click_after_the_first_answer_needs_no_puzzle(client, app, clock, second):
    proved = hidden(second) | {"code": code_of(app, second, clock())}
    await client.post("/sign-up/confirm", data=proved)
    clock.pass_by(timedelta(minutes=59))
    later = await client.post("/sign-up/confirm", data=proved)
    assert later.headers["location"] == "/sign-up/sent"
    assert await stored() == [1, 1, 1]


async def test_a_double_click_past_the_limit_of_letters_is_told_twice_to_wait(client, app, clock):
    for _ in range(7):
        second = await send(client, "/sign-up", await client.get("/sign-up"), **FILLED)
        proved = hidden(second) | {"code": code_of(app, second, clock())}
        answers = await asyncio.gather(*(client.post("/sign-up/confirm", data=proved) for _ in range(2)))
    assert [answer.status_code for answer in answers] == [429, 429]
    assert (await stored())[1] == 6


async def test_a_taken_address_gets_the_same_answer(client, app, clock):
    await register(client, app, clock)
    second = await send(client, "/sign-up", await client.get("/sign-up"), **FILLED)
    done = await send(client, "/sign-up/confirm", second, code=code_of(app, second, clock()))
    assert done.headers["location"] == "/sign-up/sent"
    assert await newest_link(app, clock) == "/sign-in"
    assert len(await rows("SELECT id FROM app_user")) == 1


async def test_the_first_step_waits_an_hour_and_then_keeps_all_but_the_password(client, app, clock, second):
    clock.pass_by(timedelta(hours=1))
    answer = await send(client, "/sign-up/confirm", second, code="12345")
    assert answer.status_code == 422
    assert "Прошло больше часа" in answer.text
    assert 'value="Петровна"' in answer.text
    assert answer.text.count(" checked") == 2


@pytest.mark.parametrize("sealed", ["", "forged"])
async def test_a_forged_first_step_leads_to_the_form(client, sealed):
    answer = await client.post("/sign-up/confirm", data={"sealed": sealed})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-up")


async def test_the_second_step_opened_by_its_address_leads_to_the_form(client):
    assert (await client.get("/sign-up/confirm")).headers["location"] == "/sign-up"


async def test_showing_the_form_asks_the_base_nothing_and_sets_no_cookie(client):
    with counted() as counter:
        form = await client.get("/sign-up")
    assert (counter.statements, form.headers.get("set-cookie")) == (0, None)


async def test_too_many_letters_to_one_address_make_one_wait(client, app, clock):
    for _ in range(7):
        second = await send(client, "/sign-up", await client.get("/sign-up"), **FILLED)
        answer = await send(client, "/sign-up/confirm", second, code=code_of(app, second, clock()))
    assert answer.status_code == 429
    assert "Подождите 1\N{NO-BREAK SPACE}секунду" in answer.text
    clock.pass_by(timedelta(seconds=1))
    assert (await send(client, "/sign-up/confirm", answer)).headers["location"] == "/sign-up/sent"


async def test_the_link_leads_to_the_address_of_the_settings_not_to_the_host_of_the_request(client, app, clock, second):
    data = hidden(second) | {"code": code_of(app, second, clock())}
    await client.post("/sign-up/confirm", data=data, headers={"Host": "evil.example"})
    assert (await newest_link(app, clock)).startswith("/sign-up/finish?token=")
    assert "evil.example" not in app.state.kit.gateways.mail.letters[-1].text


class TestProduction:
    @pytest.fixture
    def settings(self, settings):
        return lambda **changes: settings(**({"mode": "production"} | changes))

    async def test_a_form_that_was_filled_in_too_fast_may_be_sent_again(self, client, clock):
        fast = await send(client, "/sign-up", await client.get("/sign-up"), **FILLED)
        assert "слишком быстро" in fast.text
        assert 'value="Иванова"' in fast.text
        clock.pass_by(timedelta(seconds=3))
        again = await send(client, "/sign-up", fast, **FILLED)
        assert "Подтвердите регистрацию</h1>" in again.text
        assert "Демонстрация" not in again.text
