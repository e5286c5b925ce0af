"""The directory, billing and others change the sheet while a person types: nothing typed is lost without a word."""

import html

import pytest

from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.factories import MOSCOW, THIS
from tests.inspector import HTMX
from tests.routes.readings.browsing import Sheet, plain
from tests.services.readings.desk import registers


@pytest.fixture
async def other(cast, sheet):
    """One more register on the page that Anna sees."""
    [id_] = await registers(cast.contract.id, 1, serial="Щ-77")
    await sheet.open()
    return id_


async def change(cast, sql):
    async with transaction():
        await execute(sql)
        await factories.settle(cast.contract.id)


async def test_what_was_typed_for_a_meter_taken_away_is_told_and_the_rest_saved(sheet, cast, other):
    await change(cast, "UPDATE meter SET deleted = TRUE WHERE serial = 'Щ-77'")
    answer = await sheet.save(v1="2450", **{f"v{other}": "1200"})
    assert answer.status_code == 422
    assert "Показание 1200 не сохранено: прибор № Щ-77 сняли с учёта" in answer.text
    assert [d["typed"] for d in await rows("SELECT typed FROM draft")] == ["2450"]


async def test_nothing_goes_before_one_has_seen_what_was_taken_away(sheet, cast, other):
    await change(cast, "UPDATE meter SET deleted = TRUE WHERE serial = 'Щ-77'")
    answer = await sheet.send(v1="2450", **{f"v{other}": "1200"})
    assert (answer.status_code, await rows("SELECT id FROM receipt")) == (422, [])
    sheet.page = answer
    assert "/receipts/" in (await sheet.send()).headers["location"]


async def test_the_row_of_a_meter_taken_away_says_so(sheet, cast, other):
    await change(cast, "UPDATE meter SET deleted = TRUE WHERE serial = 'Щ-77'")
    data = {f"v{other}": "1200", f"w{other}": "0.0."}
    answer = await sheet.browser.post(sheet.path, data=data, headers=HTMX)
    assert answer.status_code == 422
    assert answer.text.startswith(f'<tr id="r{other}" class="bad">')
    assert "№ Щ-77 сняли с учёта" in answer.text


async def test_what_was_typed_for_a_meter_found_faulty_is_not_said_to_be_saved(sheet, cast, other):
    await change(cast, "UPDATE meter SET state = 'faulty' WHERE serial = 'Щ-77'")
    answer = await sheet.save(v1="2450", **{f"v{other}": "1200"})
    assert answer.status_code == 422
    assert "по этому прибору перестали принимать показания" in answer.text
    assert 'value="1200"' in answer.text
    assert "прибор неисправен" in answer.text


async def test_what_was_typed_over_a_counted_value_is_not_said_to_be_saved(sheet, other):
    async with transaction():
        await factories.reading(other, THIS.end(MOSCOW), 1190)
    answer = await sheet.save(**{f"v{other}": "1200"})
    assert answer.status_code == 422
    assert "перестали принимать показания, сейчас 1190" in answer.text
    assert "Принято в расчёт" in plain(answer)


@pytest.mark.parametrize("typed", ["много", "4511810"])
async def test_a_mistake_is_on_the_page_that_tells_of_it_whatever_the_filter(sheet, typed):
    text = await sheet.open(only="empty")
    assert 'name="v1"' in text
    answer = await sheet.save("?period=2026-11&only=empty", v1=typed)
    assert answer.status_code == 422
    assert f'value="{typed}" aria-invalid="true"' in answer.text


async def test_both_values_are_on_the_page_whatever_the_filter(client_for, cast, sheet):
    await sheet.open(only="empty")
    boris = Sheet(await client_for(cast.boris), cast.contract)
    await boris.open()
    await boris.save(v1="2450")
    answer = await sheet.save("?period=2026-11&only=empty", v1="2500")
    assert 'value="2500"' in html.unescape(answer.text)
    assert "сейчас 2450" in answer.text
