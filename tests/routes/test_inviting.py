"""«Добавить пользователя»: finding a person, granting at once; each refusal beside what it is about."""

from datetime import timedelta

import pytest

from src.domain.access import Role
from src.domain.inviting import ADMINISTRATOR_FREE
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.inviters import WANTED, sealed
from tests.linkers import actions, letters, memberships
from tests.routes.visits import code_of, hidden

KNOWN = WANTED | {"email": "dmitry@other.example"}


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def here(cast):
    return f"/contracts/{cast.contract.id}/access/add"


async def change(sql, *values):
    async with transaction():
        await execute(sql, *values)


async def test_a_person_who_is_found_gets_access_at_once(anna, here, cast):
    assert 'value="viewer" selected' in (await anna.get(here)).text
    found = await anna.post(here, data=KNOWN)
    assert "Дмитрий Ч." in found.text
    assert "Чужой" not in found.text
    for _ in "a double click":
        done = await anna.post(f"{here}/confirm", data=sealed(found))
        assert done.headers["location"] == f"/contracts/{cast.contract.id}/access?said=granted"
    page = (await anna.get(done.headers["location"])).text
    assert "Доступ открыт" in page
    assert "Чужой Дмитрий" in page
    assert (await memberships(cast.contract.id))[-1] == ("dmitry@other.example", "submitter")
    assert await actions(cast.contract.id) == ["person_sought", "access_granted"]
    assert await letters() == [
        ("dmitry@other.example", "Вам открыт доступ к договору № 97000001"),
        ("office@vega.example", "Открыт доступ к договору № 97000001 в личном кабинете"),
    ]
    journal = (await anna.get(f"/contracts/{cast.contract.id}/journal")).text
    assert "Чужой Дмитрий, роль «Передача показаний», до 31.12.2026" in journal


@pytest.mark.parametrize("typed", ["DMITRY@Other.Example", " dmitry@other.example ", "dmitry@OTHER.EXAMPLE"])
async def test_the_case_of_an_address_does_not_matter(anna, here, typed):
    assert "Дмитрий Ч." in (await anna.post(here, data=KNOWN | {"email": typed})).text


async def test_an_address_in_russian_letters_is_the_same_as_its_ascii_form(anna, here):
    await factories.user("olga@xn--80aswg.xn--p1ai", "Новикова", "Ольга")
    assert "Ольга Н." in (await anna.post(here, data=KNOWN | {"email": "olga@сайт.рф"})).text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("role", "", "Выберите роль"),
        ("role", "king", "Выберите роль"),
        ("until", "31.11.2026", "Напишите день так: 31.12.2026"),
        ("until", "2026-11-23", "Этот день уже прошёл"),
        ("until", "9999-12-31", "не больше десяти лет"),
        ("email", "", "Заполните это поле"),
        ("email", "anna", "не похоже на адрес почты"),
        ("email", "anna@vega.example", "Это ваш логин"),
        ("email", "VERA@vega.example", "доступ уже есть"),
    ],
)
async def test_refusals_stand_beside_the_field_and_keep_the_rest(anna, here, field, typed, words):
    answer = await anna.post(here, data=KNOWN | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-wrong">{words}' in answer.text or words in answer.text.split(f'id="{field}-wrong">')[1][:200]
    kept = {"role": 'value="submitter" selected', "until": 'value="2026-12-31"', "email": "dmitry@other.example"}
    assert all(mark in answer.text for name, mark in kept.items() if name != field)


async def test_the_day_may_be_typed_as_people_write_it(anna, here):
    assert "до 05.12.2026 включительно" in (await anna.post(here, data=KNOWN | {"until": "5.12.2026"})).text


async def test_who_may_not_manage_finds_nobody(client_for, cast, here):
    for person, status in ((cast.vera, 403), (cast.dmitry, 404)):
        client = await client_for(person)
        for path in (here, f"{here}/confirm", f"{here}/register"):
            assert (await client.post(path, data=KNOWN)).status_code == status
    assert await actions(cast.contract.id) == []


async def test_what_was_found_serves_its_administrator_for_an_hour(anna, client_for, clock, cast, here):
    found = sealed(await anna.post(here, data=KNOWN))
    foreign = f"/contracts/{cast.foreign.id}/access/add/confirm"
    assert "Добавить пользователя" in (await (await client_for(cast.dmitry)).post(foreign, data=found)).text
    clock.pass_by(timedelta(minutes=29))
    await anna.get("/")
    clock.pass_by(timedelta(minutes=31))
    late = await (await client_for(cast.anna)).post(f"{here}/confirm", data=found)
    assert late.status_code == 422
    assert "прошло больше часа" in late.text
    assert 'value="dmitry@other.example"' in late.text
    for broken in ({}, {"sealed": "x"}):
        assert (await (await client_for(cast.anna)).post(f"{here}/confirm", data=broken)).status_code == 422
    assert len(await memberships(cast.contract.id)) == 4


async def test_a_person_who_is_another_now_gets_nothing(anna, here, cast):
    person = await factories.user("new@vega.example")
    found = await anna.post(here, data=WANTED)
    await change("UPDATE app_user SET email_folded = 'x@y.example' WHERE id = {}", person)
    assert "с этим адресом что-то изменилось" in (await anna.post(f"{here}/confirm", data=sealed(found))).text
    assert len(await memberships(cast.contract.id)) == 4


async def test_what_was_found_for_one_contract_is_not_confirmed_at_another(anna, here, cast, second):
    found = await anna.post(here, data=KNOWN)
    refused = await anna.post(f"/contracts/{second.id}/access/add/confirm", data=sealed(found))
    assert refused.status_code == 422
    assert len(await memberships(second.id)) == 1


async def test_access_given_again_and_again_waits(anna, here, cast, monkeypatch):
    monkeypatch.setattr("src.services.inviting.granting.GRANTED_FREE", 0)
    found = await anna.post(here, data=KNOWN)
    assert (await anna.post(f"{here}/confirm", data=sealed(found))).status_code == 303
    again = await anna.post(f"{here}/confirm", data=sealed(found))
    assert again.status_code == 303, "a second click costs nothing"
    await factories.user("new@vega.example", "Новикова", "Ольга")
    late = await anna.post(f"{here}/confirm", data=sealed(await anna.post(here, data=WANTED)))
    assert late.status_code == 429
    assert "Подождите" in late.text
    assert 'name="sealed"' in late.text


async def test_a_role_that_somebody_gave_meanwhile_stays(anna, here, cast):
    found = await anna.post(here, data=KNOWN)
    await factories.member(cast.dmitry.id, cast.contract.id, Role.VIEWER)
    done = await anna.post(f"{here}/confirm", data=sealed(found))
    assert done.headers["location"].endswith("said=known")
    assert (await memberships(cast.contract.id))[-1] == ("dmitry@other.example", "viewer")


async def test_nobody_outlasts_the_last_administrator(anna, here, cast):
    await change("UPDATE membership SET until_at = {} WHERE contract = {}", 1_796_000_000_000_000, cast.contract.id)
    found = await anna.post(here, data=KNOWN | {"until": ""})
    assert "без срока" in found.text
    refused = await anna.post(f"{here}/confirm", data=sealed(found))
    assert "дольше, чем у последнего администратора" in refused.text
    assert len(await memberships(cast.contract.id)) == 4


async def test_an_ended_access_is_opened_anew(anna, here, cast):
    await factories.member(cast.dmitry.id, cast.contract.id, Role.VIEWER, until=factories.NOW - timedelta(days=1))
    found = await anna.post(here, data=KNOWN)
    await anna.post(f"{here}/confirm", data=sealed(found))
    assert (await memberships(cast.contract.id))[-1] == ("dmitry@other.example", "submitter")


async def test_several_contracts_at_once(anna, here, cast, second):
    """Those of others are left out; where the person is known already nothing changes."""
    await factories.member(cast.dmitry.id, second.id, Role.VIEWER)
    asked = f"{here}?contracts={second.id},{cast.foreign.id}&contracts=77,x"
    form = await anna.get(asked)
    assert "Договоры, 2" in form.text
    found = await anna.post(here, data=KNOWN | {"contracts": hidden(form)["contracts"]})
    assert "уже есть доступ: 1\u00a0договор" in found.text
    await anna.post(f"{here}/confirm", data=sealed(found))
    assert (await memberships(cast.contract.id))[-1] == ("dmitry@other.example", "submitter")
    assert (await memberships(second.id))[-1] == ("dmitry@other.example", "viewer")


async def test_a_contract_that_demands_a_second_factor_is_not_opened_without_one(anna, here, second):
    await change("UPDATE contract SET second_factor = TRUE WHERE id = {}", second.id)
    assert "97000005" not in (await anna.get(f"{here}?contracts={second.id}")).text


async def test_hundreds_of_contracts_cost_no_more_statements_than_one(anna, here, cast):
    asked = []
    for number in (1, 300):
        person = await factories.user(f"p{number}@vega.example")
        made = [await factories.contract(settled=False) for _ in range(number)]
        for each in made:
            await factories.member(cast.anna.id, each.id, settled=False)
        ids = ",".join(str(each.id) for each in made)
        found = await anna.post(here, data=WANTED | {"email": f"p{number}@vega.example", "contracts": ids})
        with counted() as counter:
            done = await anna.post(f"{here}/confirm", data=sealed(found))
        assert done.status_code == 303
        asked.append(counter.statements)
        opened = await rows("SELECT COUNT(*) AS n FROM membership WHERE app_user = {}", person)
        assert opened[0]["n"] == number + 1
    assert asked[1] - asked[0] <= 2
    assert asked[0] <= 30


async def test_nobody_lists_the_users_this_way(anna, app, clock, here, cast):
    """Past the free searches a machine is stopped; each of them stands in the journal, and the person who was found and
    told costs nothing."""
    for number in range(ADMINISTRATOR_FREE):
        assert (await anna.post(here, data=WANTED | {"email": f"p{number}@vega.example"})).status_code == 200
    asked = await anna.post(here, data=WANTED)
    assert "Отметьте «Я не робот»" in asked.text
    assert (await anna.get("/captcha/challenge?form=person-sought")).status_code == 200
    proved = WANTED | {"code": code_of(app, asked, clock()), "picture": hidden(asked)["picture"]}
    assert "нет в кабинете" in (await anna.post(here, data=proved)).text
    again = await anna.post(here, data=WANTED | {"email": "x@y.example"})
    assert again.status_code == 429
    assert "Подождите" in again.text
    assert await actions(cast.contract.id) == ["person_sought"] * (ADMINISTRATOR_FREE + 1)
    details = await rows("SELECT DISTINCT details FROM journal_line")
    assert len(details) == ADMINISTRATOR_FREE + 1
    assert not any("@" in row["details"] for row in details)


async def test_a_search_that_led_to_access_is_forgiven(anna, here):
    for number in range(ADMINISTRATOR_FREE + 5):
        await factories.user(f"p{number}@vega.example")
        found = await anna.post(here, data=WANTED | {"email": f"p{number}@vega.example"})
        assert (await anna.post(f"{here}/confirm", data=sealed(found))).status_code == 303
