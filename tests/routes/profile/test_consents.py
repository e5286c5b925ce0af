"""«Согласия», and a text that has changed."""

import pytest

from src.domain.consents import PERSONAL_DATA
from src.storage.engine import execute, rows, transaction
from tests.routes.profile.conftest import PASSWORD
from tests.routes.visits import hidden

PATH = "/profile/consents"


@pytest.fixture
async def outdated(anna, cast):
    """Anna agreed to the text as it was before."""
    async with transaction():
        await execute("UPDATE consent SET version = '2026-11-01' WHERE app_user = {}", cast.anna.id)


async def agreed(cast):
    found = await rows(
        "SELECT kind, version FROM consent WHERE app_user = {} AND withdrawn_at IS NULL ORDER BY id", cast.anna.id
    )
    return [(row["kind"], row["version"]) for row in found]


async def enter(browser, cast, **more):
    return await browser.post("/sign-in", data={"login": cast.anna.email, "password": PASSWORD} | more)


async def test_what_was_agreed_to_is_shown_with_its_version(anna):
    page = await anna.get(PATH)
    assert f'href="/consents/personal-data/{PERSONAL_DATA.version}"' in page.text
    assert page.text.count(">действует<") == 2
    assert "не дано" in page.text


async def test_the_optional_one_is_given_withdrawn_and_given_again(anna, cast, acts):
    for _ in range(2):
        given = await anna.post(f"{PATH}/agree", data={"mailing": "1", "next": f"{PATH}?done=given"})
        assert given.headers["location"] == f"{PATH}?done=given"
        await anna.post(f"{PATH}/mailing/withdraw")
        assert (await anna.post(f"{PATH}/mailing/withdraw")).headers["location"] == f"{PATH}?done=withdrawn"
    assert [kind for kind, _ in await agreed(cast)] == ["personal-data", "rules"]
    assert await acts() == ["consent_given", "consent_withdrawn"] * 2
    assert len(await rows("SELECT id FROM consent WHERE app_user = {} AND kind = 'mailing'", cast.anna.id)) == 2


async def test_what_the_account_cannot_be_without_leads_to_its_end(anna, cast):
    answer = await anna.post(f"{PATH}/rules/withdraw")
    assert answer.headers["location"] == "/profile/delete"
    assert len(await agreed(cast)) == 2
    assert (await anna.post(f"{PATH}/everything/withdraw")).status_code == 404


@pytest.mark.usefixtures("outdated")
class TestAChangedText:
    async def test_is_asked_for_after_signing_in_and_leads_on(self, client, cast, acts):
        page = await enter(client, cast, next="/contacts")
        assert (page.status_code, "Тексты изменились" in page.text) == (200, True)
        assert "Принимаю правила" not in page.text
        short = await client.post(f"{PATH}/agree", data=hidden(page))
        assert (short.status_code, "Отметьте согласие" in short.text) == (422, True)
        done = await client.post(f"{PATH}/agree", data=hidden(short) | {"personal_data": "1"})
        assert done.headers["location"] == "/contacts"
        assert ("personal-data", PERSONAL_DATA.version) in await agreed(cast)
        assert (await acts())[-1] == "consent_given"
        assert (await enter(client, cast)).status_code == 303

    async def test_the_question_has_no_address(self, anna):
        assert (await anna.get(f"{PATH}/agree")).headers["location"] == PATH

    async def test_later_is_asked_again_next_time(self, client, cast):
        page = await enter(client, cast)
        done = await client.post(f"{PATH}/agree", data=hidden(page) | {"later": "1"})
        assert done.headers["location"] == "/"
        assert "Тексты изменились" in (await enter(client, cast)).text

    async def test_a_form_that_came_too_late_is_not_lost(self, anna, cast, clock):
        await anna.post("/sign-out")
        await enter(anna, cast)
        await anna.post("/sign-out")
        late = await anna.post("/profile/data", data={"given_name": "Аннушка"})
        page = await enter(anna, cast, kept=hidden(late)["kept"])
        back = await anna.post(f"{PATH}/agree", data=hidden(page) | {"personal_data": "1"})
        assert 'value="Аннушка"' in back.text

    async def test_nothing_leads_out_of_the_portal(self, anna):
        answer = await anna.post(f"{PATH}/agree", data={"later": "1", "next": "//evil.example", "kept": "x"})
        assert answer.headers["location"] == "/"
