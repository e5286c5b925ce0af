"""«Привязать договор»: by invoice, by code, by request; what is wrong is never told."""

import pytest

from src.domain.access import Role
from src.storage.engine import rows
from src.storage.links import counted
from tests import factories
from tests.cast import Person
from tests.linkers import FIELDS, actions, letters, memberships

REFUSED = "Договор с такими данными не найден, или подтверждение не подошло"


async def test_the_form_proves_by_invoice_at_first(newcomer):
    page = (await newcomer.get("/contracts/link")).text
    assert 'value="invoice" checked' in page
    assert [label in page for label in ("Номер договора", "ИНН", "КПП", "Номер счёта", "Сумма счёта")] == [True] * 5


async def test_the_first_linker_becomes_the_administrator(newcomer, free):
    answer = await newcomer.post("/contracts/link", data=FIELDS)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/contracts/{free.id}?said=linked")
    assert answer.cookies  # rights have changed: a new token
    assert "Ваша роль: Администратор" in (await newcomer.get(answer.headers["location"])).text
    assert await memberships(free.id) == [("new@vega.example", "admin")]
    assert await letters() == [("office@vega.example", "Договор № 97000003 привязан в личном кабинете")]
    assert await actions(free.id) == ["contract_linked"]
    assert "№ 97000003</b>" in (await newcomer.get("/")).text


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "№ 97000003 "},
        {"inn": "77 3652-0080"},
        {"kpp": " 772901001"},
        {"invoice_number": "a-03", "invoice_sum": "184320.50"},
        {"invoice_number": "№ А-02"},
        {"invoice_number": "А-01"},
    ],
)
async def test_what_people_write_differently_is_the_same(newcomer, free, typed):
    assert (await newcomer.post("/contracts/link", data={**FIELDS, **typed})).status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "97999999"},
        {"inn": "5036065113"},
        {"kpp": "772901002"},
        {"invoice_number": "А-77"},
        {"invoice_number": "А-00"},
        {"invoice_sum": "184 320,51"},
    ],
)
async def test_wrong_data_never_tells_which(newcomer, free, typed):
    with counted() as counter:
        answer = await newcomer.post("/contracts/link", data={**FIELDS, **typed})
    assert answer.status_code == 422
    assert answer.text.count(REFUSED) == 1
    assert 'aria-invalid="true"' not in answer.text
    assert all(f'value="{({**FIELDS, **typed})[name]}"' in answer.text for name in ("number", "inn", "invoice_sum"))
    assert (counter.statements, counter.transactions) == (7, 3)
    assert await memberships(free.id) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": ""}, "Заполните это поле"),
        ({"number": "97*"}, "нет договоров с такими номерами"),
        ({"inn": "7736520081"}, "Проверьте цифры"),
        ({"inn": ""}, "Заполните это поле"),
        ({"kpp": ""}, "Заполните КПП организации"),
        ({"kpp": "12"}, "В КПП 9 знаков"),
        ({"inn": "500100732259"}, "У предпринимателя КПП нет"),
        ({"proof": "x"}, "Выберите одно из предложенного"),
        ({"invoice_number": ""}, "Заполните номер счёта"),
        ({"invoice_sum": "сто"}, "в рублях"),
        ({"invoice_sum": "1,234"}, "в рублях"),
        ({"invoice_sum": ""}, "Заполните сумму счёта"),
    ],
)
async def test_a_field_that_cannot_be_is_refused_beside_it(newcomer, typed, words):
    answer = await newcomer.post("/contracts/link", data={**FIELDS, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert await rows("SELECT key FROM throttle") == []


async def test_all_errors_come_at_once(newcomer):
    answer = await newcomer.post("/contracts/link", data={"proof": "invoice"})
    assert answer.text.count('aria-invalid="true"') == 4


async def test_a_sole_proprietor_has_no_kpp(newcomer):
    party = await factories.party("ИП Козлов", "500100732259", "", "304500116000157")
    made = await factories.contract("97000004", party)
    await factories.invoice(made.id, "А-03")
    fields = {**FIELDS, "number": "97000004", "inn": "500100732259", "kpp": ""}
    assert (await newcomer.post("/contracts/link", data=fields)).status_code == 303


async def test_linked_already_is_said_and_changes_nothing(client_for, cast):
    anna = await client_for(cast.anna)
    answer = await anna.post("/contracts/link", data={**FIELDS, "number": "97000001", "invoice_number": "А-01"})
    assert answer.headers["location"] == f"/contracts/{cast.contract.id}?said=known"
    assert "уже был у вас" in (await anna.get(answer.headers["location"])).text
    assert await letters() == []


async def test_attempts_of_an_account_are_limited(newcomer, free, clock):
    wrong = {**FIELDS, "invoice_sum": "1"}
    statuses = [(await newcomer.post("/contracts/link", data=wrong)).status_code for _ in range(7)]
    assert statuses == [422] * 6 + [429]
    assert "Подождите" in (await newcomer.post("/contracts/link", data=FIELDS)).text
    assert await memberships(free.id) == []


async def test_letters_with_codes_are_limited(newcomer, free):
    asked = {**FIELDS, "proof": "code"}
    statuses = [(await newcomer.post("/contracts/link", data=asked)).status_code for _ in range(7)]
    assert statuses == [303] * 6 + [429]
    assert len(await letters()) == 6


async def test_many_attempts_at_one_number_leave_the_code(newcomer, free, client_for, cast):
    people = [await client_for(Person(await factories.user(f"p{n}@vega.example"), "", Role.ADMIN)) for n in range(3)]
    wrong = {**FIELDS, "invoice_sum": "1"}
    for person in people[:2]:
        for _ in range(5):
            assert REFUSED in (await person.post("/contracts/link", data=wrong)).text
    assert "отключено" in (await people[2].post("/contracts/link", data=FIELDS)).text
    assert (await people[2].post("/contracts/link", data={**FIELDS, "proof": "code"})).status_code == 303
