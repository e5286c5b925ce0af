"""A report of a violation: place, time and photos, a draft of one's own, sent once, printed as an act."""

import pytest

from src.storage.engine import rows
from src.storage.links import counted
from tests.photos import pictures
from tests.printing.reading import read
from tests.statements import sent

WHOLE = {
    "text": "Шкаф вскрыт", "place": "Склад, Ввод 1", "noticed": "2026-11-24T11:30", "meter": "fails",
    "present": "Сторож",
}  # fmt: skip


@pytest.fixture
def path(cast) -> str:
    return f"/contracts/{cast.contract.id}/violations"


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


async def write(browser, path, act="save", file=None, **fields):
    data = {"version": "0", "tab": "a" * 16, "act": act, **WHOLE, **fields}
    return await browser.post(f"{path}/report", data=data, files={"file": file or ("", b"")})


async def send(browser, path):
    [draft] = await rows("SELECT id, version FROM statement WHERE state = 'draft'")
    return await browser.post(f"{path}/report/send", data=draft)


async def test_the_way_from_the_list_to_the_act_on_paper(anna, path, cast):
    assert f'href="{path}/report"' in (await anna.get(path)).text
    form = (await anna.get(f"{path}/report")).text
    assert '<option value="Склад, Ввод 1">' in form
    assert (await write(anna, path, "join", ("дверь.heic", pictures.heic()))).status_code == 303
    assert (await write(anna, path, "go", version="1")).headers["location"] == f"{path}/report/review"
    review = (await anna.get(f"{path}/report/review")).text
    for words in ("Шкаф вскрыт", "24.11.2026\u00a011:30", "не работает", "Сторож", "дверь.jpg"):
        assert words in review, words
    answer = await send(anna, path)
    page = (await anna.get(answer.headers["location"])).text
    [report] = await rows("SELECT * FROM statement")
    assert (report["point"], report["number"]) == (cast.metered.point_id, f"СН-2611-{report['id']}")
    for words in (report["number"], "Представитель потребителя", "Свидетель", "дверь.jpg", "Сообщение отправлено"):
        assert words in page, words
    act = read((await anna.get(f"{answer.headers['location'].partition('?')[0]}/act.pdf")).content)
    assert act.title == f"Акт о нарушении № {report['number']}"
    for words in ("ООО «Вега», ИНН", "24.11.2026 11:30", "Шкаф вскрыт", "дверь.jpg", "Сторож", "Свидетель"):
        assert words in act.text, words
    listed = (await anna.get(f"{path}/reports")).text
    assert report["number"] in listed
    assert "Сообщить о нарушении" in listed


async def test_a_second_click_leads_to_what_was_sent(anna, path):
    await write(anna, path)
    [draft] = await rows("SELECT id, version FROM statement")
    first = await anna.post(f"{path}/report/send", data=draft)
    second = await anna.post(f"{path}/report/send", data=draft)
    assert first.headers["location"] == second.headers["location"]
    assert len(await rows("SELECT id FROM leaving")) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"noticed": "вчера"}, "Напишите дату и время"),
        ({"noticed": "2026-11-24T12:01"}, "ещё не наступил"),
        ({"noticed": "1999-12-31T00:00"}, "Слишком давно"),
        ({"place": "я" * 301}, "не больше 300 знаков"),
        ({"meter": "maybe"}, "Выберите одно из предложенного"),
    ],
)
async def test_what_is_wrong_is_said_and_the_rest_is_kept(anna, path, fields, words):
    answer = await write(anna, path, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    [draft] = await rows("SELECT text FROM statement")
    assert draft["text"] == "Шкаф вскрыт"


async def test_what_is_wrong_leaves_what_was_saved_before(anna, path, cast):
    await write(anna, path)
    wrong = {"text": "я" * 4001, "place": "я" * 301, "noticed": "вчера", "present": "я" * 501}
    assert (await write(anna, path, version="1", **wrong)).status_code == 422
    [draft] = await rows("SELECT text, place, point, noticed_at, present FROM statement")
    assert (draft["text"], draft["place"], draft["present"]) == ("Шкаф вскрыт", "Склад, Ввод 1", "Сторож")
    assert draft["point"] == cast.metered.point_id
    assert draft["noticed_at"]


async def test_enter_in_a_field_takes_no_photo_away(anna, path):
    await write(anna, path, "join", ("дверь.jpg", pictures.jpeg()))
    form = (await anna.get(f"{path}/report")).text.partition('enctype="multipart/form-data"')[2]
    assert form.index('name="act" value="save"') < form.index('name="remove"')


async def test_what_is_missing_is_said_beside_its_field(anna, path):
    answer = await write(anna, path, "go", text="", place="", noticed="")
    assert answer.status_code == 422
    for words in ("Напишите, где это", "Напишите, в чём дело", "Укажите, когда заметили"):
        assert words in answer.text


async def test_only_pictures_are_joined_and_a_refused_one_costs_nothing(anna, path):
    answer = await write(anna, path, "join", ("акт.pdf", b"%PDF-1.4\n%%EOF"))
    assert answer.status_code == 422
    wrong = answer.text.split('id="file-wrong">')[1].split("</span>")[0]
    assert wrong == "акт.pdf: К сообщению прилагают только фотографии. Сделайте снимок PNG, JPEG или HEIC."
    assert "Шкаф вскрыт</textarea>" in answer.text
    assert (await write(anna, path, "join", ("а.jpg", pictures.jpeg()), version="1")).status_code == 303


async def test_a_day_written_by_hand_is_understood(anna, path):
    assert (await write(anna, path, noticed="24.11.2026  09:05")).status_code == 303
    assert 'value="2026-11-24T09:05"' in (await anna.get(f"{path}/report")).text


async def test_reports_are_listed_by_pages_in_few_queries(anna, path, cast):
    for number in range(60):
        await sent(cast.contract.id, cast.boris.id, number=f"СН-{number}")
    with counted() as counter:
        first = (await anna.get(f"{path}/reports")).text
    assert counter.statements <= 4
    later = first.split('" rel="next"')[0].split('href="')[-1]
    second = (await anna.get(later)).text
    assert (first.count("№ СН-"), second.count("№ СН-")) == (50, 10)


async def test_a_draft_is_nobody_elses(anna, path, client_for, cast):
    await write(anna, path, "join", ("а.jpg", pictures.jpeg()))
    assert "Продолжить черновик" in (await anna.get(f"{path}/reports")).text
    boris = await client_for(cast.boris)
    assert "Шкаф вскрыт" not in (await boris.get(f"{path}/report")).text
    [draft] = await rows("SELECT id FROM statement")
    [file] = await rows("SELECT id FROM attachment")
    assert (await boris.get(f"{path}/report/files/{file['id']}/file")).status_code == 404
    assert (await boris.get(f"{path}/reports/{draft['id']}")).status_code == 404
    assert (await anna.get(f"{path}/report/files/{file['id']}/file")).status_code == 200


async def test_a_viewer_reads_reports_and_writes_none(client_for, cast, path):
    report = await sent(cast.contract.id, cast.anna.id, number="СН-1", state="granted", answer="Нашли", answered_at=1)
    vera = await client_for(cast.vera)
    page = (await vera.get(f"{path}/reports/{report}")).text
    assert "Нашли" in page
    assert "Отозвать" not in page
    assert f'href="{path}/report"' not in (await vera.get(path)).text
    for ending in ("/report", "/report/review"):
        assert (await vera.get(path + ending)).status_code == 403
    for ending in ("/report", "/report/save", "/report/send", f"/reports/{report}/withdraw"):
        assert (await vera.post(path + ending)).status_code == 403


async def test_a_draft_of_another_contract_is_not_sent(anna, path, second):
    await write(anna, path)
    answer = await send(anna, f"/contracts/{second.id}/violations")
    assert (answer.status_code, await rows("SELECT id FROM statement WHERE state <> 'draft'")) == (409, [])
    assert "Черновика нет" in answer.text


async def test_it_is_withdrawn_until_it_is_decided(anna, cast, path):
    open_, decided = [
        await sent(cast.contract.id, cast.anna.id, number=f"СН-{state}", state=state) for state in ("sent", "declined")
    ]
    for report, said in ((open_, "withdrawn"), (open_, "decided"), (decided, "decided")):
        answer = await anna.post(f"{path}/reports/{report}/withdraw")
        assert answer.headers["location"] == f"{path}/reports/{report}?said={said}"
    assert len(await rows("SELECT id FROM leaving")) == 1


async def test_strangers_and_foreign_reports(client_for, cast, anna, path):
    own = await sent(cast.contract.id, cast.anna.id, number="СН-1")
    foreign = await sent(cast.foreign.id, cast.dmitry.id, number="СН-2")
    assert (await anna.get(f"{path}/reports/{foreign}")).status_code == 404
    dmitry = await client_for(cast.dmitry)
    for ending in ("/report", "/reports", f"/reports/{own}"):
        assert (await dmitry.get(path + ending)).status_code == 404
