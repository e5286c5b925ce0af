"""«Добавить пользователя» for somebody unknown: the name, the letter, and what others do meanwhile."""

import pytest

from src.domain.access import Role
from src.domain.inviting import MOST_WAITING
from src.storage.engine import rows
from tests import factories
from tests.invitations import invited
from tests.inviters import NAMES, WANTED, invite, sealed
from tests.linkers import actions, letters


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def here(cast):
    return f"/contracts/{cast.contract.id}/access/add"


async def test_the_name_of_a_new_person_is_words(anna, here, cast):
    form = await anna.post(here, data=WANTED)
    names = {"family_name": "http://spam.example", "given_name": "", "patronymic": "Петровна"}
    refused = await anna.post(f"{here}/register", data=names | sealed(form))
    assert refused.status_code == 422
    assert "имя словами" in refused.text
    assert "Заполните это поле" in refused.text
    assert 'value="Петровна"' in refused.text
    assert await letters() == []


async def test_a_second_click_on_registering_sends_one_letter(anna, here, cast):
    form = sealed(await anna.post(here, data=WANTED))
    for _ in "a double click":
        done = await anna.post(f"{here}/register", data=NAMES | form)
        assert done.headers["location"].endswith("said=invited")
    assert await letters() == [("new@vega.example", "Вас приглашают в личный кабинет")]
    assert await actions(cast.contract.id) == ["person_sought", "invitation_sent"]


async def test_who_registers_between_the_steps_is_confirmed(anna, here):
    form = await anna.post(here, data=WANTED)
    await factories.user("new@vega.example", "Новикова", "Ольга")
    answer = await anna.post(f"{here}/register", data=NAMES | sealed(form))
    assert "Пользователь найден" in answer.text
    assert "Ольга Н." in answer.text
    assert (await anna.post(f"{here}/confirm", data=sealed(answer))).status_code == 303


async def test_the_second_administrator_is_told_of_the_first(anna, client_for, here, cast, second):
    """For the same contract there is one invitation; for another there is a second beside it."""
    zoya = type(cast.anna)(await factories.user("zoya@vega.example", "Зимина", "Зоя"), "", Role.ADMIN)
    await factories.member(zoya.id, cast.contract.id)
    other = await client_for(zoya)
    early = sealed(await other.post(here, data=WANTED))
    await invite(anna, cast.contract)
    assert "уже приглашён" in (await other.post(here, data=WANTED)).text
    late = await other.post(f"{here}/register", data=NAMES | early)
    assert "уже приглашён" in late.text
    both = await anna.post(here, data=WANTED | {"contracts": str(second.id)})
    assert "уже отправлено приглашение: 1\u00a0договор" in both.text
    await anna.post(f"{here}/register", data=NAMES | sealed(both))
    opened = await rows("SELECT contract FROM invitation_contract ORDER BY id")
    assert [row["contract"] for row in opened] == [cast.contract.id, second.id]


async def test_granting_closes_the_invitation(anna, here, cast):
    await invite(anna, cast.contract)
    await factories.user("new@vega.example")
    found = await anna.post(here, data=WANTED)
    await anna.post(f"{here}/confirm", data=sealed(found))
    assert await rows("SELECT state, email FROM invitation") == [{"state": "withdrawn", "email": ""}]


async def test_invitations_of_a_contract_have_an_end(anna, here, cast):
    for number in range(MOST_WAITING):
        await invited(cast.contract.id, cast.anna.id, f"p{number}@vega.example")
    form = await anna.post(here, data=WANTED)
    refused = await anna.post(f"{here}/register", data=NAMES | sealed(form))
    assert "пятьдесят приглашений" in refused.text
    assert len(await rows("SELECT id FROM invitation")) == MOST_WAITING
