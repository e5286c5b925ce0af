"""The list of contracts, the switcher, «Информация по договору», points and meters."""

import pytest

from src.domain.access import Role
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX


async def listed(client, query: str = "") -> list[str]:
    """Numbers of the contracts of one page, in their order."""
    text = (await client.get(f"/contracts{query}", headers=HTMX)).text
    return [part.split("<")[0] for part in text.split("№ ")[1:]]


async def test_a_row_says_what_is_to_be_done(client_for, cast):
    page = (await (await client_for(cast.anna)).get("/contracts")).text
    assert "№ 97000001" in page
    assert "ООО «Вега»" in page
    assert "Администратор" in page
    assert "0 из 1" in page
    assert "73\u00a0728,20" in page  # on the 24th: 40 % of last month's invoice, by the 25th
    assert f'href="/contracts/{cast.contract.id}/readings">Передать показания' in page
    assert "97000002" not in page


async def test_sums_and_submitting_obey_the_role(client_for, cast):
    boris = (await (await client_for(cast.boris)).get("/contracts")).text
    galina = (await (await client_for(cast.galina)).get("/contracts")).text
    assert "728,20" not in boris
    assert "Передать показания</a>" in boris.split("<tbody>")[1]
    assert "728,20" in galina
    assert "Передать показания</a>" not in galina.split("<tbody>")[1]


async def test_nobodys_list_says_what_to_do(client_for, cast):
    stranger = await factories.user("new@vega.example")
    client = await client_for(type(cast.anna)(stranger, "", Role.ADMIN))
    page = (await client.get("/contracts")).text
    assert "Договоров пока нет" in page
    assert "/contracts/link" in page
    assert "Ничего не найдено" in (await client.get("/contracts?q=завод")).text


async def test_htmx_gets_the_rows_alone(client_for, cast):
    anna = await client_for(cast.anna)
    fragment = await anna.get("/contracts", headers=HTMX)
    assert fragment.text.lstrip().startswith('<section id="contracts"')
    boosted = await anna.get("/contracts", headers={**HTMX, "HX-Boosted": "true"})
    assert boosted.text.startswith("<!doctype")
    assert "HX-Request" in fragment.headers["vary"]


@pytest.fixture
async def sixty(cast):
    """Sixty contracts more for Anna: «Завод 1» … «Завод 60», in which she only looks."""
    made = []
    async with transaction():
        for number in range(1, 61):
            party = await factories.party(f"АО «Завод {number}»")
            made.append((await factories.contract(str(number), party, settled=False)).id)
            await factories.member(cast.anna.id, made[-1], Role.VIEWER, settled=False)
        await factories.settle(*made)


async def test_pages_lead_on_and_back(client_for, cast, sixty):
    anna = await client_for(cast.anna)
    first = await listed(anna)
    assert first == [str(number) for number in range(1, 51)]
    page = (await anna.get("/contracts")).text
    later = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = await listed(anna, later.removeprefix("/contracts"))
    assert second == [*map(str, range(51, 61)), "97000001"]
    earlier = (await anna.get(later)).text.split('rel="prev"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert await listed(anna, earlier.removeprefix("/contracts")) == first


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?q=«завод+60»", ["60"]),
        ("?q=ЗАВОД+42»", ["42"]),
        ("?q=97000001", ["97000001"]),
        ("?q=складская", ["97000001"]),
        ("?q=%25", []),
        ("?q=_", []),
        ("?role=admin", ["97000001"]),
        ("?role=accountant", []),
        ("?role=nobody&sort=nothing&q=«вега", ["97000001"]),
        ("?after=999999&q=«вега", ["97000001"]),
    ],
)
async def test_filters_stand_in_the_query(client_for, cast, sixty, query, numbers):
    assert await listed(await client_for(cast.anna), query) == numbers


async def test_the_order_by_name_is_natural(client_for, cast, sixty):
    anna = await client_for(cast.anna)
    assert (await listed(anna, "?sort=name"))[:3] == ["1", "2", "3"]


async def test_a_list_takes_four_queries(client_for, cast, sixty):
    anna = await client_for(cast.anna)
    with counted() as counter:
        await anna.get("/contracts")
    assert counter.statements <= 4
    assert counter.rows <= 1 + 51 + 2 * 50  # the session, the page, what stands beside its rows
    assert counter.transactions == 0


async def test_an_ended_membership_is_not_listed(client_for, cast):
    anna = await client_for(cast.anna)
    async with transaction():
        await execute("UPDATE membership SET until_at = 1 WHERE app_user = {}", cast.anna.id)
    assert await listed(anna) == []
    assert (await anna.get(f"/contracts/{cast.contract.id}")).status_code == 404


async def test_the_switcher_finds_and_switches(client_for, cast, sixty):
    anna = await client_for(cast.anna)
    start = (await anna.get("/")).text
    assert "Сменить" in start
    found = (await anna.get("/contracts/switch?q=завод+42&origin=/contracts/1/readings")).text
    assert "АО «Завод 42»" in found
    other = found.split('name="contract" value="')[1].split('"')[0]
    answer = await anna.post("/contracts/current", data={"contract": other, "origin": "/contracts/1/readings"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/contracts/{other}")
    assert "№ 42</b>" in (await anna.get("/")).text


async def test_switching_keeps_the_kind_of_page(client_for, cast):
    boris = await client_for(cast.boris)
    assert "Сменить" not in (await boris.get("/")).text
    for origin, place in [("/contracts/7/readings", "/readings"), ("/contracts/7", ""), ("//evil", "")]:
        answer = await boris.post("/contracts/current", data={"contract": str(cast.contract.id), "origin": origin})
        assert answer.headers["location"] == f"/contracts/{cast.contract.id}{place}"
    answer = await boris.post("/contracts/current", data={"contract": str(cast.contract.id), "origin": "/"})
    assert answer.headers["location"] == "/"


async def test_the_frame_shows_the_contract_whose_page_is_open(client_for, cast):
    async with transaction():
        other = await factories.contract("42", await factories.party())
        await factories.member(cast.anna.id, other.id, Role.SUBMITTER)
    anna = await client_for(cast.anna)
    card = (await anna.get(f"/contracts/{other.id}")).text
    assert "№ 42</b>" in card
    assert f'<a href="/contracts/{other.id}/readings">Передать показания</a>' in card[: card.index("<main")]
    assert "№ 97000001</b>" in (await anna.get("/")).text  # looking chose nothing


@pytest.mark.parametrize(("contract", "status"), [("", 422), ("x", 422), ("9" * 30, 422), ("foreign", 404)])
async def test_a_strangers_contract_cannot_be_chosen(client_for, cast, contract, status):
    anna = await client_for(cast.anna)
    wanted = str(cast.foreign.id) if contract == "foreign" else contract
    assert (await anna.post("/contracts/current", data={"contract": wanted})).status_code == status
    found = await rows("SELECT current_contract FROM app_user WHERE id = {}", cast.anna.id)
    assert found == [{"current_contract": cast.contract.id}]


async def test_the_card_tells_parties_window_and_sums(client_for, cast):
    page = (await (await client_for(cast.galina)).get(f"/contracts/{cast.contract.id}")).text
    told = ("7736520080 / 772901001", "1057746557329", "ноябрь\u00a02026", "73\u00a0728,20", "А-01")
    for words in (*told, "Что и когда платить</h2>"):
        assert words in page


async def test_the_card_hides_sums_and_requests_without_the_right(client_for, cast):
    page = (await (await client_for(cast.boris)).get(f"/contracts/{cast.contract.id}")).text
    assert "Что и когда платить" not in page
    assert "Запросы на доступ" not in page
    assert "Передать показания" in page


async def test_points_are_grouped_and_searched(client_for, cast):
    made = await factories.metered(cast.contract.id, serial="00777", ratio=40, state="faulty")
    await factories.register(made.meter_id, "T1")
    await factories.settle(cast.contract.id)
    vera = await client_for(cast.vera)
    found = await vera.get(f"/contracts/{cast.contract.id}/points?q=00777", headers=HTMX)
    assert found.text.lstrip().startswith('<div id="places"')
    assert found.text.count("№ 00777") == 1
    assert "Т0 активная, приём; Т1 активная, приём" in found.text
    assert "неисправен" in found.text
    assert "Ничего не найдено" in (await vera.get(f"/contracts/{cast.contract.id}/points?q=нет")).text


async def test_points_come_page_by_page(client_for, cast):
    async with transaction():
        meter = await factories.meter("1")
        await factories.installation(cast.metered.point_id, meter)
        for number in range(60):
            await factories.insert(
                "register",
                key=f"r{number}",
                meter=meter,
                zone="T0",
                channel="A+",
                digits=6,
                fraction_digits=0,
                deleted=False,
            )
        await factories.settle(cast.contract.id)
    vera = await client_for(cast.vera)
    with counted() as counter:
        page = (await vera.get(f"/contracts/{cast.contract.id}/points")).text
    assert counter.statements <= 4
    assert counter.rows <= 60
    assert "after=" in page
    later = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "before=" in (await vera.get(later)).text


async def test_the_profile_shows_the_person_and_the_contracts(client_for, cast):
    page = (await (await client_for(cast.vera)).get("/profile")).text
    for words in ("Смирнова", "vera@vega.example", "№ 97000001", "Информация по договору", "Привязать договор"):
        assert words in page
