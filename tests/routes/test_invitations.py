"""The invitations that wait, in the cabinet of the administrator: codes, another letter, another code, withdrawing."""

from datetime import timedelta

import pytest

from src.domain.access import Role
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.cast import Person
from tests.inspector import HTMX
from tests.invitations import invited
from tests.inviters import JOINED, code_in, follow, invite, states
from tests.linkers import actions, letters


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def here(cast):
    return f"/contracts/{cast.contract.id}/access/invitations"


@pytest.fixture
async def zoya(client_for, cast):
    """A second administrator of Anna's contract."""
    person = Person(await factories.user("zoya@vega.example", "Зимина", "Зоя"), "", Role.ADMIN)
    await factories.member(person.id, cast.contract.id)
    return await client_for(person)


async def act(browser, here, what, version=0, number=1, headers=None):
    return await browser.post(f"{here}/{number}", data={"act": what, "version": version}, headers=headers or {})


async def test_the_code_is_shown_to_administrators_alone_and_stored_nowhere(anna, client_for, cast, here):
    code = await invite(anna, cast.contract)
    page = await anna.get(here)
    assert code_in(page) == code
    assert page.headers["cache-control"] == "no-store"
    assert "Новикова Ольга Петровна" in page.text
    assert code_in(await anna.get(f"/contracts/{cast.contract.id}/access")) == code
    for person, status in ((cast.boris, 403), (cast.dmitry, 404)):
        assert (await (await client_for(person)).get(here)).status_code == status
    stored = [row for table in ("invitation", "outbox", "journal_line") for row in await rows(f"SELECT * FROM {table}")]
    assert not any(code in str(value) for row in stored for value in row.values())


async def test_another_letter_leaves_the_first_link_and_the_code(anna, client, app, clock, cast, here):
    """Each link lives its own 72 hours; a double click sends one letter."""
    code = await invite(anna, cast.contract)
    await follow(client, app, clock)
    clock.pass_by(timedelta(minutes=10))
    for said in ("отправлено ещё раз", "уже что-то сделали"):
        answer = await act(anna, here, "resend", headers=HTMX)
        assert said in answer.text
        assert answer.text.startswith("<section")
    assert code_in(answer) == code
    assert [subject for _, subject in await letters()] == ["Вас приглашают в личный кабинет"]
    assert "Завершение регистрации" in (await client.get("/invitation")).text
    clock.pass_by(timedelta(hours=72) - timedelta(minutes=10))
    assert "более нового письма" in (await client.get("/invitation")).text
    await follow(client, app, clock)
    assert (await client.post("/invitation", data=JOINED | {"code": code})).status_code == 303
    assert (await actions(cast.contract.id)).count("invitation_resent") == 1


async def test_a_new_code_takes_the_place_of_the_old(anna, client, app, clock, cast, here):
    old = await invite(anna, cast.contract)
    await follow(client, app, clock)
    new = code_in(await act(anna, here, "code"))
    assert new != old
    assert code_in(await act(anna, here, "code")) == new, "a double click makes one"
    assert "осталось попыток: 4" in (await client.post("/invitation", data=JOINED | {"code": old})).text
    assert "ввели неверно: 1\u00a0раз" in (await anna.get(here)).text
    assert (await client.post("/invitation", data=JOINED | {"code": new})).status_code == 303
    assert "ждут ответа, нет" in (await anna.get(here)).text


async def test_withdrawing_ends_the_link_and_leaves_no_name(anna, client, app, clock, cast, here):
    code = await invite(anna, cast.contract)
    await follow(client, app, clock)
    assert "отозвано" in (await act(anna, here, "withdraw")).text
    again = await act(anna, here, "withdraw")
    assert again.status_code == 404
    assert "больше нет" in again.text
    for answer in (await client.get("/invitation"), await client.post("/invitation", data=JOINED | {"code": code})):
        assert answer.status_code == 410
        assert "отозвано" in answer.text
    left = await rows("SELECT email, email_folded, family_name, given_name, patronymic FROM invitation")
    assert {value for row in left for value in row.values()} == {""}
    assert (await actions(cast.contract.id))[-1] == "invitation_withdrawn"
    await invite(anna, cast.contract)


async def test_several_contracts_are_one_invitation_with_one_code(anna, zoya, client, app, clock, cast, here):
    """Whoever administers one of them alone may withdraw it there, and sees no code."""
    second = await factories.contract("97000005")
    await factories.member(cast.anna.id, second.id)
    code = await invite(anna, cast.contract, contracts=str(second.id))
    assert code_in(await anna.get(f"/contracts/{second.id}/access/invitations")) == code
    seen = (await zoya.get(here)).text
    assert f"{code[:3]} {code[3:]}" not in seen
    assert code not in seen
    assert "Видит тот, кто пригласил" in seen
    for what in ("resend", "code", "withdraw_all"):
        refused = await act(zoya, here, what)
        assert refused.status_code == 422
        assert "которыми вы не управляете" in refused.text
    await act(zoya, here, "withdraw")
    assert await states() == ["waiting"]
    page = await follow(client, app, clock)
    assert "…0005" in page.text
    assert "…0001" not in page.text
    await client.post("/invitation", data=JOINED | {"code": code})
    opened = await rows("SELECT contract FROM membership WHERE app_user > {}", 6)
    assert [row["contract"] for row in opened] == [second.id]


async def test_all_contracts_are_opened_and_listed(anna, client, app, clock, cast):
    second = await factories.contract("97000005")
    await factories.member(cast.anna.id, second.id)
    code = await invite(anna, cast.contract, contracts=str(second.id))
    page = await follow(client, app, clock)
    assert "№ …0001" in page.text
    done = await client.post("/invitation", data=JOINED | {"code": code})
    assert done.headers["location"] == "/contracts"
    listed = (await client.get("/contracts")).text
    assert "97000001" in listed
    assert "97000005" in listed
    told = [pair for pair in await letters() if pair[0] == "office@vega.example"]
    assert told == [("office@vega.example", "Открыт доступ к договорам в личном кабинете")]


async def test_all_are_withdrawn_at_once(anna, cast, here):
    second = await factories.contract("97000005")
    await factories.member(cast.anna.id, second.id)
    await invite(anna, cast.contract, contracts=str(second.id))
    assert "для всех договоров" in (await act(anna, here, "withdraw_all")).text
    assert await states() == ["withdrawn"]
    assert (await actions(second.id))[-1] == "invitation_withdrawn"


async def test_another_administrator_takes_over_what_the_first_left(anna, zoya, client, app, clock, cast, here):
    code = await invite(anna, cast.contract)
    await follow(client, app, clock)
    async with transaction():
        await execute("DELETE FROM membership WHERE app_user = {}", cast.anna.id)
    assert "больше не управляет" in (await client.get("/invitation")).text
    seen = (await zoya.get(here)).text
    assert "отправьте письмо ещё раз от себя" in seen
    await act(zoya, here, "resend")
    assert code_in(await zoya.get(here)) == code
    page = await follow(client, app, clock)
    assert "Зимина Зоя" in page.text
    assert (await client.post("/invitation", data=JOINED | {"code": code})).status_code == 303


async def test_an_access_that_would_be_over_is_not_sent_again(anna, cast, here):
    await invite(anna, cast.contract)
    async with transaction():
        await execute("UPDATE invitation SET until_at = 1")
    page = (await anna.get(here)).text
    assert "Срок доступа вышел" in page
    assert 'value="resend"' not in page


@pytest.mark.parametrize("number", [0, 99, 2**63, 10**30])
async def test_an_invitation_that_nobody_made_is_not_found(anna, here, number):
    assert (await act(anna, here, "withdraw", number=number)).status_code == 404


async def test_an_unknown_act_is_refused(anna, cast, here):
    await invite(anna, cast.contract)
    for data in ({}, {"act": "burn", "version": "0"}, {"act": "code", "version": "x"}):
        assert (await anna.post(f"{here}/1", data=data)).status_code == 422


async def test_too_many_letters_to_one_address_wait(anna, cast, here):
    await invite(anna, cast.contract)
    for version in range(4):
        assert "отправлено ещё раз" in (await act(anna, here, "resend", version)).text
    assert "отправлено ещё раз" in (await act(anna, here, "resend", 4)).text
    late = await act(anna, here, "resend", 5)
    assert late.status_code == 429
    assert "Подождите" in late.text


async def test_a_long_list_costs_no_more_statements(anna, cast, here):
    asked = []
    for more in (2, 20):
        for number in range(more):
            await invited(cast.contract.id, cast.anna.id, f"{more}-{number}@vega.example")
        with counted() as counter:
            assert (await anna.get(here)).text.count('class="who"') in (2, 22)
        asked.append(counter.statements)
    assert asked[0] == asked[1] <= 3
