"""«Требовать второй фактор»: who may, what is closed then and to whom, and that nothing of it leaks elsewhere."""

from datetime import date, timedelta

import pytest

from src.domain.access import Action
from src.services import outbox
from src.services.access import FactorNeeded, guard_contract
from src.storage import second_factor
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests.factories import NOW
from tests.inspector import HTMX
from tests.routes.visits import events
from tests.services.factors import quick_app


async def with_factor(app, person, clock):
    await quick_app(app.state.kit.account, person.id, clock())


@pytest.fixture
async def anna(app, client_for, cast, clock):
    """Anna, who has a second factor and has shown it."""
    browser = await client_for(cast.anna)
    await with_factor(app, cast.anna, clock)
    async with transaction():
        await execute("UPDATE session SET second_at = created_at WHERE app_user = {}", cast.anna.id)
    return browser


@pytest.fixture
def page(cast):
    return f"/contracts/{cast.contract.id}/access/second-factor"


@pytest.fixture
async def demanded(cast):
    async with transaction():
        await execute("UPDATE contract SET second_factor = TRUE WHERE id = {}", cast.contract.id)


async def is_demanded(cast):
    return bool((await rows("SELECT second_factor FROM contract WHERE id = {}", cast.contract.id))[0]["second_factor"])


async def test_it_is_demanded_told_and_taken_back(anna, app, cast, clock, page):
    shown = await anna.get(page)
    assert all(words in shown.text for words in ("Требовать второй фактор</button>", "Петров Борис", "Смирнова Вера"))
    assert "Иванова Анна" not in shown.text
    for _ in range(2):
        assert (await anna.post(page, data={"demand": "1"})).headers["location"] == page.removesuffix("/second-factor")
    assert await is_demanded(cast)
    assert "Второй фактор обязателен" in (await anna.get(page.removesuffix("/second-factor"))).text
    mail = app.state.kit.gateways.mail
    await outbox.send_due(mail, clock)
    assert {letter.recipient for letter in mail.letters} == {each.email for each in cast.members} - {cast.anna.email}
    assert "Больше не требовать</button>" in (await anna.get(page)).text
    await anna.post(page, data={"demand": "0"})
    assert not await is_demanded(cast)
    assert await events() == ["second_factor_demanded", "second_factor_not_demanded"]


async def test_who_has_none_may_not_demand_it(client_for, cast, page):
    anna = await client_for(cast.anna)
    assert "Подключите второй фактор себе" in (await anna.get(page)).text
    answer = await anna.post(page, data={"demand": "1"})
    assert (answer.status_code, "Сначала подключите" in answer.text, await is_demanded(cast)) == (422, True, False)


async def test_nonsense_is_refused_and_a_stale_sign_in_renewed(anna, cast, clock, page):
    assert (await anna.post(page, data={"demand": "x"})).status_code == 422
    clock.pass_by(timedelta(minutes=16))
    assert "fresh=1" in (await anna.get(page)).headers["location"]
    assert (await anna.post(page, data={"demand": "1"})).status_code == 401
    assert not await is_demanded(cast)


async def test_without_one_every_page_of_the_contract_shows_the_way(client_for, cast, demanded):
    boris, here = await client_for(cast.boris), f"/contracts/{cast.contract.id}"
    for path in ("", "/readings", "/history", "/points", "/history.csv"):
        with counted() as counter:
            answer = await boris.get(here + path)
        assert (answer.status_code, counter.statements) == (403, 1), path
        assert 'href="/profile/second-factor">Подключить второй фактор' in answer.text


async def test_nor_does_a_form_that_names_it_or_a_fragment(client_for, cast, demanded):
    boris, here = await client_for(cast.boris), f"/contracts/{cast.contract.id}"
    fragment = await boris.get(f"/contacts/{cast.contract.id}", headers=HTMX)
    assert (fragment.status_code, 'id="factor"' in fragment.text) == (403, True)
    assert (await boris.post("/contracts/current", data={"contract": cast.contract.id})).headers["location"] == here
    for act in ("/contracts/unlink", "/contracts/hand-over"):
        answer = await boris.post(act, data={"contract": cast.contract.id, "version": "1", "member": "1"})
        assert (answer.status_code, "Подключить второй фактор" in answer.text) == (403, True)
    with pytest.raises(FactorNeeded):
        await guard_contract(cast.boris.id, cast.contract.id, Action.VIEW, NOW)


async def test_no_list_and_no_block_tells_what_is_in_it(app, client_for, cast, clock, demanded):
    """Anna without a second factor sees that the contract is there; with one, what is in it."""
    blocks, lists = ("readings", "consumption", "verification"), ("/", "/contracts", "/profile", "/contacts")

    async def seen(browser):
        shown = [(await browser.get(f"/blocks/{block}", headers=HTMX)).text for block in blocks]
        return shown, [(await browser.get(path)).text for path in lists]

    async with transaction():
        for table in ("meter", "sheet_row", "membership"):
            await execute(f"UPDATE {table} SET verified_until = {{}}", date(2026, 1, 1))
    closed_blocks, closed_lists = await seen(await client_for(cast.anna))
    assert all("Нужен второй фактор" in text for text in closed_lists)
    for words in ("Передать показания</a><br>", '/access"', 'keep">до ', "Показать контакты по"):
        assert not [text for text in closed_lists if words in text], words
    await with_factor(app, cast.anna, clock)
    anna = await client_for(cast.anna)
    async with transaction():
        await execute("UPDATE session SET second_at = created_at WHERE app_user = {}", cast.anna.id)
    open_blocks, open_lists = await seen(anna)
    assert not [pair for pair in zip(closed_blocks, open_blocks, strict=True) if pair[0] == pair[1]]
    assert not [text for text in open_lists if "Нужен второй фактор" in text]
    assert '/access"' in open_lists[1]
    assert "Показать контакты по" in open_lists[3]


async def test_strangers_and_roles(client_for, cast, page, demanded):
    assert (await (await client_for(cast.dmitry)).get(page)).status_code == 404
    assert (await (await client_for(cast.boris)).post(page, data={"demand": "0"})).status_code == 403
    assert await second_factor.demanded_by(cast.vera.id, NOW) == (cast.contract.number,)
