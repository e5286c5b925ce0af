"""The start page and its blocks: shown, folded, put away and brought back; one failing block leaves the others."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from src.services import start
from src.services.blocks.all import BLOCKS
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX


async def test_every_block_stands_open_at_first(client_for, cast):
    page = await (await client_for(cast.anna)).get("/")
    assert page.status_code == 200
    assert all(f">{block.title}</h2>" in page.text for block in BLOCKS)
    assert "0 из 1" in page.text


async def test_queries_are_three_and_one_per_open_block(client_for, cast):
    anna = await client_for(cast.anna)
    with counted() as counter:
        await anna.get("/")
    assert counter.statements <= 3 + len(BLOCKS)
    await anna.post("/blocks/readings", data={"state": "folded"})
    with counted() as counter:
        await anna.get("/")
    assert counter.statements <= 3 + len(BLOCKS) - 1
    assert counter.transactions == 0


async def test_what_is_due_is_told_to_those_who_may_see_sums(client_for, cast):
    page = (await (await client_for(cast.galina)).get("/")).text
    assert "73\u00a0728,20<br>" in page  # the second advance: 40 % of the invoice
    assert "до 25.11.2026" in page
    assert "728,20" not in (await (await client_for(cast.boris)).get("/")).text


@pytest.mark.parametrize(("state", "words"), [("folded", "Раскрыть"), ("tray", "Убрано с экрана")])
async def test_a_block_is_put_away_and_stays_so_after_sign_out(client_for, cast, state, words):
    anna = await client_for(cast.anna)
    answer = await anna.post("/blocks/consumption", data={"state": state})
    assert answer.status_code == 303
    page = await (await client_for(cast.anna)).get("/")
    assert words in page.text
    assert "consumption-chart" not in page.text
    assert "consumption-chart" in (await (await client_for(cast.boris)).get("/")).text


async def test_htmx_gets_the_block_and_the_tray_with_the_focus(client_for, cast):
    anna = await client_for(cast.anna)
    taken = await anna.post("/blocks/consumption", data={"state": "tray"}, headers=HTMX)
    assert taken.text.index('id="block-consumption" hidden') < taken.text.index('<hx-partial hx-target="#tray"')
    assert 'value="open" data-focus' in taken.text
    back = await anna.post("/blocks/consumption", data={"state": "open"}, headers=HTMX)
    assert "consumption-chart" in back.text
    assert 'id="consumption-fold" name="state" value="folded" data-focus' in back.text
    assert "<!doctype" not in back.text


async def test_without_htmx_the_way_leads_back_to_the_block(client_for, cast):
    anna = await client_for(cast.anna)
    assert (await anna.post("/blocks/readings", data={"state": "folded"})).headers["location"] == "/#block-readings"
    assert (await anna.post("/blocks/readings", data={"state": "tray"})).headers["location"] == "/#tray"


@pytest.mark.parametrize(("error", "words"), [(ValueError, "сейчас недоступны"), (TimeoutError, "не успели")])
async def test_a_failing_or_late_block_leaves_the_others_standing(client_for, cast, monkeypatch, error, words):
    async def broken(viewer):
        raise error

    blocks = tuple(replace(block, load=broken) if block.name == "consumption" else block for block in BLOCKS)
    monkeypatch.setattr(start, "BLOCKS", blocks)
    page = await (await client_for(cast.anna)).get("/")
    assert page.status_code == 200
    assert words in page.text
    assert "0 из 1" in page.text


async def test_one_block_again(client_for, cast):
    anna = await client_for(cast.anna)
    fragment = await anna.get("/blocks/consumption", headers=HTMX)
    assert fragment.text.lstrip().startswith('<section class="block')
    assert (await anna.get("/blocks/consumption")).headers["location"] == "/#block-consumption"


@pytest.mark.parametrize(("path", "state", "status"), [("weather", "open", 404), ("readings", "away", 422)])
async def test_unknown_blocks_and_states(client_for, cast, path, state, status):
    anna = await client_for(cast.anna)
    assert (await anna.post(f"/blocks/{path}", data={"state": state})).status_code == status


async def test_a_closing_window_is_told_on_top_even_when_its_block_is_away(client_for, cast, clock):
    clock.pass_by(timedelta(days=6))
    anna = await client_for(cast.anna)
    await anna.post("/blocks/readings", data={"state": "tray"})
    words = "осталось 2\u00a0дня. По договору № 97000001 не передано 1\u00a0показание из 1"
    assert words in (await anna.get("/")).text
    assert "До окончания приёма" not in (await (await client_for(cast.vera)).get("/")).text


async def test_meters_to_verify_are_told_the_most_urgent_first(client_for, cast):
    contract = cast.contract.id
    await factories.metered(contract, serial="00000002", verified_until=date(2026, 12, 20))
    await factories.metered(contract, serial="00000001", verified_until=date(2026, 11, 1))
    await factories.metered(contract, serial="00000003", verified_until=date(2027, 6, 1))
    page = (await (await client_for(cast.anna)).get("/")).text
    assert page.index("00000001") < page.index("00000002")
    assert "00000003" not in page
    assert '<span class="tag err">01.11.2026</span>' in page


async def test_a_person_without_contracts_is_told_what_to_do(client_for, cast):
    nobody = replace(cast.anna, id=await factories.user("new@vega.example"))
    page = await (await client_for(nobody)).get("/")
    assert page.status_code == 200
    assert "График появится" in page.text


async def test_signed_out_the_page_leads_to_signing_in(client):
    assert (await client.get("/")).headers["location"] == "/sign-in"
    assert (await client.post("/blocks/readings", data={"state": "folded"})).headers["location"] == "/sign-in"
    assert (await client.post("/blocks/readings", data={"state": "folded"}, headers=HTMX)).status_code == 401
