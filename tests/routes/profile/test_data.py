"""«Изменить личные данные»."""

import pytest

from src.storage.engine import execute, rows, transaction
from tests.routes.visits import hidden

PATH = "/profile/data"
FILLED = {"family_name": "Иванова", "given_name": "Анна", "patronymic": "Петровна", "phone": "8 916 123-45-67"}


async def save(anna, page=None, **more):
    return await anna.post(PATH, data=hidden(page or await anna.get(PATH)) | FILLED | more)


async def kept(cast):
    [row] = await rows("SELECT given_name, patronymic, phone FROM app_user WHERE id = {}", cast.anna.id)
    return tuple(row.values())


async def test_what_was_typed_is_kept_and_shown(anna, cast, acts):
    done = await save(anna)
    assert done.headers["location"] == "/profile?done=data"
    page = await anna.get("/profile?done=data")
    assert "Личные данные сохранены" in page.text
    assert "+7 916 123-45-67" in page.text
    assert await kept(cast) == ("Анна", "Петровна", "+79161234567")
    [member] = await rows("SELECT person_key FROM membership WHERE app_user = {}", cast.anna.id)
    assert member["person_key"].startswith("иванова анна петровна")
    [line] = await rows("SELECT details FROM journal_line WHERE action = 'profile_changed'")
    assert line["details"] == '{"fields": "patronymic phone"}'


async def test_a_second_click_and_the_same_again_write_nothing(anna, acts):
    page = await anna.get(PATH)
    assert [(await save(anna, page)).status_code for _ in range(2)] == [303, 303]
    assert await acts() == ["profile_changed"]


async def test_two_tabs_both_are_shown_and_nothing_is_lost(anna, cast):
    first, second = [await anna.get(PATH) for _ in range(2)]
    await save(anna, first, given_name="Аня")
    clash = await save(anna, second, given_name="Анна-Мария")
    assert clash.status_code == 409
    assert "<b>Иванова Аня Петровна</b>, +7 916 123-45-67" in clash.text
    assert 'value="Анна-Мария"' in clash.text
    assert (await save(anna, clash, given_name="Анна-Мария")).status_code == 303
    assert (await kept(cast))[0] == "Анна-Мария"


async def test_a_telephone_needs_the_text_that_speaks_of_it(anna, cast, acts):
    async with transaction():
        await execute("UPDATE consent SET version = '2026-11-01' WHERE app_user = {}", cast.anna.id)
    refused = await save(anna)
    assert (refused.status_code, "отметьте согласие" in refused.text) == (422, True)
    assert (await save(anna, phone="")).status_code == 303
    assert (await save(anna, agree="1")).status_code == 303
    assert await acts() == ["profile_changed", "consent_given", "profile_changed"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"family_name": ""}, "Заполните это поле"),
        ({"given_name": "http://evil.example"}, "Здесь пишут имя словами"),
        ({"phone": "12"}, "Не похоже на номер телефона"),
        ({"family_name": "Я" * 61}, "Слишком длинно"),
    ],
)
async def test_a_refusal_keeps_what_was_typed(anna, acts, fields, words):
    page = await save(anna, **fields)
    assert (page.status_code, words in page.text) == (422, True)
    assert 'value="Петровна"' in page.text
    assert await acts() == []


async def test_signed_out_what_was_typed_comes_back(anna, client):
    assert (await client.get(PATH)).headers["location"] == "/sign-in?next=%2Fprofile%2Fdata"
