"""«Управление доступом»: who has access, by name; paged, searched, at the same cost for a thousand people."""

from datetime import timedelta

import pytest

from src.domain.access import Role
from src.storage.engine import execute, transaction
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


async def test_who_has_access_in_the_order_of_names(anna, cast):
    async with transaction():
        await execute("UPDATE membership SET granted_by = {} WHERE app_user = {}", cast.anna.id, cast.vera.id)
    page = (await anna.get(f"/contracts/{cast.contract.id}/access")).text
    names = ["Иванова Анна", "Петров Борис", "Смирнова Вера", "Счетова Галина"]
    assert sorted(names, key=page.index) == names
    for told in ("Передача показаний", "Бухгалтер", "Просмотр", "vera@vega.example", "без срока", "это вы"):
        assert told in page
    assert page.count("привязка договора") == 3
    assert f'href="/contracts/{cast.contract.id}/access/add">Добавить пользователя' in page


async def test_filters_by_name_login_and_role(anna, cast):
    path = f"/contracts/{cast.contract.id}/access"
    for query in (
        "?q=вера",
        "?q=VERA@",
        "?q=смирнова ве",
        "?role=viewer",
        "?q=vega&role=viewer",
    ):
        found = await anna.get(path + query, headers=HTMX)
        assert "Смирнова Вера" in found.text
        assert "Петров" not in found.text
    assert "Никого не нашлось" in (await anna.get(f"{path}?q=никто")).text


async def test_who_may_not_manage_is_turned_away_and_offered_nothing(client_for, cast):
    path = f"/contracts/{cast.contract.id}/access"
    for person in (cast.boris, cast.galina, cast.vera):
        client = await client_for(person)
        assert (await client.get(path)).status_code == 403
        for page in ("/profile", "/contracts", f"/contracts/{cast.contract.id}", "/"):
            assert path not in (await client.get(page)).text
    assert (await (await client_for(cast.dmitry)).get(path)).status_code == 404


async def test_the_pages_of_the_contract_lead_there(anna, cast):
    for page in ("/profile", "/contracts", f"/contracts/{cast.contract.id}"):
        assert f'href="/contracts/{cast.contract.id}/access">Управление доступом</a>' in (await anna.get(page)).text


async def test_an_ended_access_is_not_listed(anna, cast):
    was = await factories.user("was@vega.example", "Бывший", "Фёдор")
    await factories.member(was, cast.contract.id, Role.VIEWER, until=factories.NOW)
    soon = await factories.user("soon@vega.example", "Уходящий", "Фёдор")
    await factories.member(soon, cast.contract.id, Role.VIEWER, until=factories.NOW + timedelta(days=1))
    page = (await anna.get(f"/contracts/{cast.contract.id}/access")).text
    assert "Бывший" not in page
    assert "Уходящий" in page


async def test_pages_by_key_and_the_cost_of_many_people(anna, cast):
    asked = []
    for more in (60, 120):
        for number in range(more):
            person = await factories.user(f"{more}-{number}@vega.example", f"Фамилия{number:03}", "Имя")
            await factories.member(person, cast.contract.id, Role.VIEWER, settled=False)
        with counted() as counter:
            first = (await anna.get(f"/contracts/{cast.contract.id}/access")).text
        asked.append((counter.statements, counter.rows))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 4
    assert first.count('class="who"') == 50
    onward = first.split('" rel="next"')[0].split('href="')[-1].replace("&amp;", "&")
    second = (await anna.get(onward, headers=HTMX)).text
    assert second.count('class="who"') == 50
    back = second.split('" rel="prev"')[0].split('href="')[-1].replace("&amp;", "&")
    assert (await anna.get(back)).text.count('class="who"') == 50
