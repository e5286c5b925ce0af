"""Files of documents: one, several in an archive, an ordered one; as nothing else than they are, for nobody else."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote

import pytest

from src.gateways.files.files import FilesDown
from src.routes.export_makers import makers_of
from src.services.documents import archives
from src.services.documents.files import NAME_LENGTH
from src.services.making import Workplace, make_next
from src.services.orders import KeptFiles, kept_orders
from src.web import attachment
from tests.documents import document, documents, filed
from tests.small_files import OTHER_PDF, PDF, XLSX


@pytest.fixture
def path(cast) -> str:
    return f"/contracts/{cast.contract.id}/documents"


@pytest.fixture
def files(app):
    return app.state.kit.gateways.files


@pytest.fixture
async def galina(client_for, cast):
    return await client_for(cast.galina)


def name_of(answer) -> str:
    return unquote(re.search(r"filename\*=UTF-8''([^;]+)", answer.headers["content-disposition"])[1])


def inside(answer) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


async def test_a_file_is_saved_under_a_name_for_people(galina, cast, files, path):
    number = await filed(files, cast.contract.id, number='12/0457 "№"\r\n\u202e', total=100)
    answer = await galina.get(f"{path}/{number}/file")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('attachment; filename="document-')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"
    assert name_of(answer) == "Счёт № 12-0457 -№- от 05.11.2026.pdf"
    assert f"{path}/{number}/file" in (await galina.get(path)).text


async def test_of_a_long_name_the_number_is_cut(galina, cast, files, path):
    number = await filed(files, cast.contract.id, kind="charges", number="Щ" * 500)
    name = name_of(await galina.get(f"{path}/{number}/file")).removesuffix(".pdf")
    assert name == f"Отчёт о начислениях и платежах № {'Щ' * 52}… от 05.11.2026"
    assert len(name) == NAME_LENGTH


async def test_nobody_else_gets_it(client_for, client, cast, files, path):
    number, foreign = await filed(files, cast.contract.id), await filed(files, cast.foreign.id)
    hidden = await filed(files, cast.contract.id, deleted=True)
    bare = await document(cast.contract.id)
    for person, status in ((cast.vera, 200), (cast.anna, 200), (cast.boris, 403), (cast.dmitry, 404)):
        assert (await (await client_for(person)).get(f"{path}/{number}/file")).status_code == status
    assert (await client.get(f"{path}/{number}/file")).status_code == 303
    anna = await client_for(cast.anna)
    for other in (foreign, hidden, bare, 10**18, 10**30):
        assert (await anna.get(f"{path}/{other}/file")).status_code == 404, other
    assert (await anna.get(f"{path}.zip?which=ticked&pick={foreign}&pick={hidden}&pick={bare}")).status_code == 422


async def test_a_lost_file_and_a_silent_storage(app, galina, cast, files, path):
    number = await filed(files, cast.contract.id)
    await files.delete([key async for key in files.keys("documents")])
    assert (await galina.get(f"{path}/{number}/file")).status_code == 404
    app.state.kit = replace(app.state.kit, gateways=replace(app.state.kit.gateways, files=Silent()))
    assert (await galina.get(f"{path}/{number}/file")).status_code == 503
    assert (await galina.get(f"{path}.zip?which=ticked&pick={number}")).status_code == 503


class Silent:
    async def get(self, *_):
        raise FilesDown("silent")


async def test_what_was_ticked_comes_as_one_archive(galina, cast, files, path):
    same = [await filed(files, cast.contract.id, data, number="../../etc") for data in (PDF, OTHER_PDF)]
    book = await filed(files, cast.contract.id, XLSX, "xlsx", kind="details", number="7")
    await filed(files, cast.contract.id, number="left out")
    query = "&".join(f"pick={number}" for number in (*same, book, same[0], "x"))
    answer = await galina.get(f"{path}.zip?which=ticked&{query}")
    assert (answer.headers["content-type"], name_of(answer)) == ("application/zip", "Документы 97000001.zip")
    assert inside(answer) == {
        "Детализация счёта № 7 от 05.11.2026.xlsx": XLSX,
        "Счёт № ..-..-etc от 05.11.2026.pdf": OTHER_PDF,
        "Счёт № ..-..-etc от 05.11.2026 (2).pdf": PDF,
    }


async def test_ticks_go_along_when_a_page_is_turned(galina, cast, path):
    days = [{"day": date(2026, 1, 1) + timedelta(days=n), "file": "f", "data": b"x"} for n in range(60)]
    ids = await documents(cast.contract.id, days)
    first, last = ids[-1], ids[0]
    page = (await galina.get(f"{path}?since=2026-01-01&pick={first}&after={ids[10]}")).text
    assert f'<input type="hidden" name="pick" value="{first}">' in page
    assert "На других страницах отмечено: 1" in page
    page = (await galina.get(f"{path}?pick={first}&pick={last}&pick=x&before={ids[9]}")).text
    assert f'value="{first}" checked' in page
    assert f'<input type="hidden" name="pick" value="{last}">' in page
    assert f'<button class="quiet" form="files" formaction="{path}" name="after" value="{ids[10]}">' in page


async def test_more_ticks_than_may_be_are_told(galina, cast, path):
    ids = await documents(cast.contract.id, [{"file": "f", "data": b"x"} for _ in range(51)])
    query = "&".join(f"pick={number}" for number in ids)
    assert "до 50 документов: лишние отметки сняты" in (await galina.get(f"{path}?{query}")).text
    refused = await galina.get(f"{path}.zip?which=ticked&{query}")
    assert refused.status_code == 422
    assert "отметить можно до 50 документов" in refused.text
    assert f'href="{path}?pick={ids[0]}&amp;pick=' in refused.text


async def test_all_that_is_found_comes_as_one_archive(galina, cast, files, path):
    await filed(files, cast.contract.id, number="1")
    await filed(files, cast.contract.id, kind="penalty", number="2")
    await document(cast.contract.id, kind="penalty", number="3")
    assert list(inside(await galina.get(f"{path}.zip?kind=penalty"))) == ["Расчёт пени № 2 от 05.11.2026.pdf"]
    assert len(inside(await galina.get(f"{path}.zip"))) == 2


async def test_what_is_lost_is_told_in_the_archive(galina, cast, files, path):
    number = await filed(files, cast.contract.id, number="1")
    await files.delete([key async for key in files.keys("documents")])
    [(name, text)] = inside(await galina.get(f"{path}.zip?which=ticked&pick={number}")).items()
    assert name == "Не вошли.txt"
    assert "Счёт № 1 от 05.11.2026" in text.decode()


async def test_a_large_selection_is_ordered(app, galina, cast, files, path, monkeypatch, clock):
    for number in "123":
        await filed(files, cast.contract.id, number=number)
    monkeypatch.setattr(archives, "AT_ONCE", 2)
    answer = await galina.get(f"{path}.zip?kind=invoice")
    assert answer.status_code == 303
    ordered = answer.headers["location"]
    assert (await galina.get(f"{path}.zip?kind=invoice")).headers["location"] == ordered
    assert await made(app, clock)
    assert "Документы 97000001" in (await galina.get(ordered)).text
    file = await galina.get(f"{ordered}/file")
    assert (len(inside(file)), name_of(file)) == (3, "Документы 97000001.zip")


async def made(app, clock) -> bool:
    """What was ordered, by the worker."""
    kit = app.state.kit
    spare = KeptFiles.incoming(kit.settings.data_dir)
    return await make_next(Workplace(clock, makers_of(kit), kept_orders(kit.settings), spare))


async def test_too_much_for_one_archive_is_told(galina, cast, files, path, monkeypatch):
    numbers = [await filed(files, cast.contract.id, number=number) for number in "12"]
    for limit, value in (("MOST", 1), ("BYTES", 10), ("LOOKED_AT", 1)):
        monkeypatch.setattr(archives, limit, value)
        answer = await galina.get(f"{path}.zip?kind=invoice")
        assert (answer.status_code, "Архив не собран" in answer.text) == (422, True), limit
        assert f"{path}?kind=invoice" in answer.text
        if limit == "BYTES":
            assert (await galina.get(f"{path}.zip?which=ticked&pick={numbers[0]}")).status_code == 422
        monkeypatch.undo()


async def test_nothing_ticked_is_told(galina, path):
    answer = await galina.get(f"{path}.zip?which=ticked")
    assert (answer.status_code, "Отметьте документы" in answer.text) == (422, True)


async def test_no_file_is_fetched_ahead(galina, cast, files, path):
    number = await filed(files, cast.contract.id)
    for address in (f"{path}/{number}/file", f"{path}.zip"):
        assert (await galina.get(address, headers={"Sec-Purpose": "prefetch"})).status_code == 503


async def test_so_many_are_sent_at_a_time(galina, cast, files, path, monkeypatch):
    ask = f"{path}/{await filed(files, cast.contract.id)}/file"
    monkeypatch.setattr(attachment, "OF_ONE", 0)
    assert (await galina.get(ask)).status_code == 429
    monkeypatch.undo()
    monkeypatch.setattr(attachment, "OF_ALL", 1)
    held = attachment._in_turn(cast.anna.id, pieces())
    assert await anext(held) == PDF
    assert (await galina.get(ask)).status_code == 503
    await held.aclose()
    assert (await galina.get(ask)).content == PDF


async def pieces():
    yield PDF
    yield PDF
