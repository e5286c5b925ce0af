"""«Контакты»: a row for each contract; it opens by HTMX, by a link, with all others; paged and searched."""

import pytest

from src.storage.engine import execute, transaction
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX


@pytest.fixture
async def anna(client_for, cast):
    """Anna, whose contract has a branch and a curator."""
    branch = await factories.insert(
        "branch", key="B", name="Северное отделение", head="Седов Илья Ильич", address="127055, Лесная, les@example.ru",
        phone="8 (495) 123-45-67", fax="+7 495 123-45-68, sever@example.ru", deleted=False,
    )  # fmt: skip
    curator = await factories.insert("curator", key="K", name="Ким Ольга", phone="+7 495 765-43-21", deleted=False)
    async with transaction():
        await execute(
            "UPDATE contract SET branch = {}, curator = {} WHERE id = {}",
            branch,
            curator,
            cast.contract.id,
        )
    return await client_for(cast.anna)


def is_open(text: str) -> bool:
    return "Седов Илья Ильич" in text


async def test_a_row_opens_with_head_branch_and_curator(anna, cast):
    closed = await anna.get("/contacts")
    assert "№ 97000001" in closed.text
    assert not is_open(closed.text)
    row = await anna.get(f"/contacts/{cast.contract.id}", headers=HTMX)
    assert row.text.lstrip().startswith(f'<li id="contact-{cast.contract.id}"')
    for told in (
        "Седов Илья Ильич",
        "127055, Лесная, ",
        "Ким Ольга",
        "8 (495) 123-45-67",
        "Северное отделение",
    ):
        assert told in row.text
    for link in (
        "tel:+74951234567",
        "tel:+74951234568",
        "tel:+74957654321",
        "mailto:sever@example.ru",
        "mailto:les@example.ru",
    ):
        assert f'href="{link}"' in row.text
    assert "tel:127055" not in row.text
    again = await anna.get(f"/contacts/{cast.contract.id}?open=0", headers=HTMX)
    assert not is_open(again.text)


async def test_without_htmx_a_link_opens_the_row_where_it_stands(anna, cast):
    id_ = cast.contract.id
    assert f'href="/contacts?open={id_}#contact-{id_}"' in (await anna.get("/contacts")).text
    opened = (await anna.get(f"/contacts?open={id_}")).text
    assert is_open(opened)
    assert f'href="/contacts#contact-{id_}"' in opened
    assert is_open((await anna.get(f"/contacts/{id_}")).text)


async def test_all_of_a_page_open_at_once_for_printing(anna):
    page = (await anna.get("/contacts?open=all")).text
    assert is_open(page)
    assert "Скрыть контакты всех договоров" in page


async def test_a_contract_without_contacts_says_so(client_for, cast):
    dmitry = await client_for(cast.dmitry)
    assert "ещё не назначил отделение" in (await dmitry.get(f"/contacts/{cast.foreign.id}")).text


async def test_everybody_of_the_contract_sees_them_and_strangers_do_not(anna, client_for, cast):
    for person in cast.members:
        assert is_open((await (await client_for(person)).get("/contacts?open=all")).text)
    dmitry = await client_for(cast.dmitry)
    assert (await dmitry.get(f"/contacts/{cast.contract.id}")).status_code == 404
    assert not is_open((await dmitry.get(f"/contacts?open={cast.contract.id}")).text)


async def test_search_and_nothing_found(anna):
    assert "№ 97000001" in (await anna.get("/contacts?q=вега", headers=HTMX)).text
    assert "Ничего не найдено" in (await anna.get("/contacts?q=завод")).text


async def test_a_newcomer_is_told_what_to_do(client_for, cast):
    newcomer = type(cast.anna)(await factories.user("new@vega.example"), "", cast.anna.role)
    assert "привяжете договор" in (await (await client_for(newcomer)).get("/contacts")).text


async def test_the_start_page_and_the_card_lead_there(anna, cast):
    assert '<a href="/contacts">Все контакты</a>' in (await anna.get("/")).text
    assert 'href="tel:+74957654321"' in (await anna.get(f"/contracts/{cast.contract.id}")).text


async def test_pages_by_key_and_the_cost_of_many_contracts(anna, cast):
    asked = []
    for more in (60, 240):
        for _ in range(more):
            made = await factories.contract()
            await factories.member(cast.anna.id, made.id, cast.anna.role)
        with counted() as counter:
            first = (await anna.get("/contacts")).text
        asked.append((counter.statements, counter.rows))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 4
    assert first.count('<li id="contact-') == 50
    onward = first.split('" rel="next"')[0].split('href="')[-1].replace("&amp;", "&")
    second = (await anna.get(f"{onward}&open=all")).text
    assert second.count('<li id="contact-') == 50
    assert "open=all" in second.split('" rel="prev"')[0].split('href="')[-1]
    assert not set(first.split("№ ")[2:]) & set(second.split("№ ")[2:])
