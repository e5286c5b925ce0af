"""«Акт сверки»: asked for once, by those who may pay, seen until it is answered."""

import asyncio

import pytest

from src.domain.requisites import INVENTED
from src.services.exchange.outgoing import send_out
from src.storage.engine import execute, rows, transaction
from tests.documents import filed
from tests.inspector import HTMX
from tests.printing.reading import read

FORM = {"since": "2026-01-01", "until": "2026-10-31"}


@pytest.fixture
def path(cast) -> str:
    return f"/contracts/{cast.contract.id}/documents/reconciliation"


@pytest.fixture
async def galina(client_for, cast):
    return await client_for(cast.galina)


async def requests():
    return await rows("SELECT * FROM reconciliation ORDER BY id")


async def test_a_request_is_made_and_listed(galina, cast, path):
    assert 'value="2026-10-31"' in (await galina.get(path)).text
    answer = await galina.post(path, data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?said=asked")
    [request] = await requests()
    assert (request["number"], request["app_user"]) == (f"2611-{cast.contract.id}-1", cast.galina.id)
    page = (await galina.get(answer.headers["location"])).text
    shown = {"Запрос отправлен поставщику", request["number"], "01.01.2026 – 31.10.2026", "Счетова Галина", "Отправлен"}
    assert {each for each in shown if each not in page} == set()
    [line] = await rows("SELECT action, app_user FROM journal_line WHERE contract = {}", cast.contract.id)
    assert (line["action"], line["app_user"]) == ("reconciliation_asked", cast.galina.id)


async def test_billing_gets_it_and_says_so(app, galina, cast, path, clock):
    await galina.post(path, data=FORM)
    kit = app.state.kit
    out = kit.settings.exchange_folder / "out"
    await send_out(out, kit.gateways.files, clock, kit.settings.time_zone)
    number, row = f"2611-{cast.contract.id}-1", (out / "000001" / "reconciliation_requests.csv").read_text()
    told = f"{number};{cast.contract.key};2026-01-01;2026-10-31;2026-11-24T12:00:00+03:00;galina@vega.example;0"
    assert row.splitlines()[1:] == [told]
    assert "Отправлен<" in (await galina.get(path)).text
    (out / "000001.ack").touch()
    await send_out(out, kit.gateways.files, clock, kit.settings.time_zone)
    assert "Принят поставщиком" in (await galina.get(path)).text


async def test_a_second_click_another_tab_and_another_person_ask_once(galina, client_for, cast, path):
    anna = await client_for(cast.anna)
    answers = await asyncio.gather(*(each.post(path, data=FORM) for each in (galina, galina, anna)))
    said = sorted(answer.headers["location"].partition("=")[2] for answer in answers)
    assert said == ["asked", "known", "known"]
    assert len(await requests()) == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"since": "", "until": "2026-10-31"}, "Заполните это поле"),
        ({}, "Заполните это поле"),
        ({"since": "31.10.2026", "until": "2026-10-30"}, "кончается раньше"),
        ({"since": "2026-11-01", "until": "2026-11-25"}, "ещё не наступил"),
        ({"since": "2023-01-01", "until": "2026-11-24"}, "длиннее трёх лет"),
        ({"since": "вчера", "until": "2026-11-24"}, "Напишите дату"),
    ],
)
async def test_what_is_typed_wrong_is_told_and_kept(galina, path, form, words):
    answer = await galina.post(path, data=form, headers=HTMX)
    assert (answer.status_code, words in answer.text, "aria-invalid" in answer.text) == (422, True, True)
    assert all(f'value="{text}"' in answer.text for text in form.values())
    assert await requests() == []


async def test_so_many_wait_and_no_more(galina, path):
    for day in range(1, 12):
        answer = await galina.post(path, data={"since": "2026-01-01", "until": f"2026-10-{day:02}"})
    assert (answer.status_code, "уже ждут ответа" in answer.text) == (422, True)
    assert len(await requests()) == 10


async def test_an_act_that_answers_can_be_had(app, galina, cast, path):
    await galina.post(path, data=FORM)
    act = await filed(app.state.kit.gateways.files, cast.contract.id, kind="reconciliation")
    async with transaction():
        await execute("UPDATE reconciliation SET document = {}", act)
    page = (await galina.get(path)).text
    assert "Акт получен" in page
    assert f"/documents/{act}/file" in page
    assert (await galina.post(path, data=FORM)).headers["location"].endswith("said=asked")  # once more, later


async def test_the_list_is_paged(galina, cast, path):
    async with transaction():
        for n in range(1, 46):
            await execute(
                """INSERT INTO reconciliation (number, contract, since, until, app_user, asked_at, document)
                VALUES ({}, {}, '2026-01-01', '2026-01-02', {}, 0, 1)""",
                f"n{n}", cast.contract.id, cast.galina.id,
            )  # fmt: skip
    first = (await galina.get(path)).text
    assert ("№ n45<" in first, "№ n25<" in first, 'rel="next"' in first) == (True, False, True)
    later = first.split('" rel="next"')[0].split('href="')[-1]
    assert "№ n25<" in (await galina.get(later)).text


async def test_rights(client_for, client, cast, path):
    for person, status in ((cast.vera, 403), (cast.boris, 403), (cast.dmitry, 404)):
        browser = await client_for(person)
        assert (await browser.get(path)).status_code == status
        assert (await browser.post(path, data=FORM)).status_code == status
    assert (await client.post(path, data=FORM)).status_code == 303
    assert await requests() == []


async def test_the_request_goes_out_as_a_letter_to_sign(galina, cast, path):
    await galina.post(path, data=FORM)
    [request] = await requests()
    place = f"{path}/{request['id']}/request.pdf"
    assert f'href="{place}"' in (await galina.get(path)).text
    text = read((await galina.get(place)).content).text
    told = (
        "ООО «Вега» ИНН 7736520080, КПП",
        INVENTED.full_name,
        f"№ {request['number']} от 24.11.2026",
        "Счетова Галина",
    )
    assert [each for each in told if each not in text] == []
    assert f"по договору энергоснабжения № {cast.contract.number} за период с 01.01.2026 по 31.10.2026." in text
    for missing in (request["id"] + 1, 2**63 - 1, 10**17):
        assert (await galina.get(f"{path}/{missing}/request.pdf")).status_code == 404
