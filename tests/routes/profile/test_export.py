"""«Скачать мои данные»."""

import json

from src.domain.journal import Event
from src.storage.engine import transaction
from src.storage.forms import instant_in
from src.storage.sessions import add_session
from tests.card_payments import card_payment
from tests.factories import THIS
from tests.journals import act
from tests.routes.profile.conftest import PASSWORD
from tests.rows import NOW, insert

PATH = "/profile/export"


async def kept_besides(cast):
    """What else the base holds of Anna, and the same of Boris."""
    moment = instant_in(NOW)
    for person, name in ((cast.anna, "Ноутбук"), (cast.boris, "boris")):
        mine, id_ = {"app_user": person.id}, str(person.id)
        await insert("known_device", **mine, token_hash=id_, created_at=moment, last_used_at=moment)
        for thing in ("appeal", "objection"):
            of = {"contract": cast.contract.id, "thing": thing, "subject": 1, "kind": "jpg", "size": 1, "digest": id_}
            await insert("attachment", **mine, **of, name=f"{name}.jpg", file=f"{thing} {id_}", added_at=moment)
        days = {"since": THIS.day(1), "until": THIS.last_day, "asked_at": moment}
        await insert("reconciliation", **mine, **days, number=f"2611-{id_}", contract=cast.contract.id)
        await insert("link_request", **mine, contract=cast.foreign.id, created_at=moment)
        await insert("authenticator", **mine, seed="SEED", last_step=1, added_at=moment)
        key = {"credential": id_, "public_key": "SEED", "signs": 0, "transports": "", "used_at": None}
        await insert("passkey", **mine, **key, name=name, added_at=moment)
        login = {"email": "new@vega.example", "email_folded": "new@vega.example", "stamp": id_, "asked_at": moment}
        await insert("email_change", **mine, **login, old_at=None, new_at=None)
        async with transaction():
            await add_session(id_, person.id, NOW, NOW, NOW, False, "192.0.2.9", name, second=False)


async def test_the_file_holds_all_that_is_known_of_the_person_and_nothing_of_others(anna, cast, acts):
    await act(cast.anna.id, cast.contract.id, 1, Event.READINGS_SENT, receipt="2611-1-1")
    await act(cast.boris.id, cast.contract.id, 2, Event.PHOTO_ADDED)
    receipt = {"as_of": 1, "period": "2026-11", "sent_at": 1, "replaces": None, "registers": 3, "outgoing": None}
    for number, person in (("2611-1-1", cast.anna), ("2611-1-2", cast.boris)):
        await insert("receipt", number=number, contract=cast.contract.id, app_user=person.id, idem=number, **receipt)
        await card_payment(cast.contract.id, person.id)
    await kept_besides(cast)
    answer = await anna.post(PATH, data={"current_password": PASSWORD})
    assert answer.headers["content-disposition"].startswith('attachment; filename="kabinet-2026-')
    assert answer.headers["cache-control"] == "no-store"
    told = json.loads(answer.text)
    assert told["Учётная запись"]["Электронная почта"] == cast.anna.email
    assert [each["Согласие"] for each in told["Согласия"]] == ["rules", "personal-data"]
    assert [(each["Договор"], each["Роль"]) for each in told["Договоры"]] == [(cast.contract.number, "Администратор")]
    assert [each["Номер"] for each in told["Квитанции"]] == ["2611-1-1"]
    assert [each["Сумма, ₽"] for each in told["Оплаты картой"]] == ["1000.00"]
    assert [each["Сетевой адрес"] for each in told["Входы"]] == ["192.0.2.1", "192.0.2.9"]
    assert told["Учётная запись"]["Новый логин ждёт подтверждения"] == "new@vega.example"
    assert (len(told["Узнаваемые браузеры"]), told["Запросы на доступ"][0]["Договор"]) == (1, cast.foreign.number)
    assert [each["Способ"] for each in told["Второй фактор"]] == ["Приложение с кодами", "Ключ входа «Ноутбук»"]
    assert "SEED" not in answer.text
    assert {"Выгружены данные учётной записи", "Показания отправлены в расчет, квитанция 2611-1-1"} == {
        each["Действие"] for each in told["Действия"]
    }
    assert "boris" not in answer.text
    assert "password" not in answer.text
    assert (await acts())[-1] == "data_exported"


async def test_what_was_asked_of_the_supplier_is_told_in_words(anna, cast):
    await card_payment(cast.contract.id, cast.anna.id, "partly", refunded=300_00)
    await kept_besides(cast)
    told = json.loads((await anna.post(PATH, data={"current_password": PASSWORD})).text)
    [paid], [asked] = told["Оплаты картой"], told["Запросы актов сверки"]
    assert (paid["Состояние"], paid["Возвращено, ₽"]) == ("Оплачено, часть возвращена", "300.00")
    assert (asked["Номер"], asked["С"], asked["По"]) == (f"2611-{cast.anna.id}", "2026-11-01", "2026-11-30")
    assert [each["Имя"] for each in told["Приложенные файлы"]] == ["Ноутбук.jpg", "Ноутбук.jpg"]


async def test_it_is_read_in_stretches(anna, cast, monkeypatch):
    monkeypatch.setattr("src.services.own_data.BATCH", 2)
    receipt = {"as_of": 1, "period": "2026-11", "sent_at": 1, "replaces": None, "registers": 3, "outgoing": None}
    for number in map(str, range(5)):
        await insert("receipt", number=number, contract=cast.contract.id, app_user=cast.anna.id, idem=number, **receipt)
    answer = await anna.post(PATH, data={"current_password": PASSWORD})
    assert [each["Номер"] for each in json.loads(answer.text)["Квитанции"]] == ["0", "1", "2", "3", "4"]


async def test_a_wrong_password_gives_nothing_and_the_file_is_not_made_again_and_again(anna):
    page = await anna.post(PATH, data={"current_password": "не тот"})
    assert (page.status_code, "Пароль не подходит" in page.text) == (422, True)
    answers = [(await anna.post(PATH, data={"current_password": PASSWORD})).status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]
