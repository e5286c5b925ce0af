"""«Удалить учётную запись»."""

import pytest

from src.services import erasing, erasure
from src.storage.engine import execute, transaction
from src.storage.erasing import set_moment
from tests.routes.profile.conftest import PASSWORD
from tests.services.readings.desk import LETTERS

PATH = "/profile/delete"
FILLED = {"current_password": PASSWORD, "understood": "1"}


@pytest.fixture
async def alone(cast):
    """Nobody else has access to Anna's contract."""
    async with transaction():
        await execute("UPDATE membership SET ended = TRUE, until_at = 1 WHERE app_user <> {}", cast.anna.id)


async def test_the_last_administrator_is_told_the_way_out(anna, cast, post, acts):
    shown, answer = await anna.get(PATH), await anna.post(PATH, data=FILLED)
    assert (shown.status_code, answer.status_code) == (200, 409)
    assert f'href="/contracts/{cast.contract.id}/access"' in answer.text
    assert "current_password" not in shown.text
    assert await post() == []
    assert "erasure_asked" not in await acts()


@pytest.mark.usefixtures("alone")
class TestAlone:
    async def test_asked_thought_over_and_done(self, anna, client, cast, clock, post, acts):
        for _ in range(2):
            done = await anna.post(PATH, data=FILLED)
            assert done.headers["location"] == "/profile?done=delete"
        [letter] = await post()
        assert letter.subject == "Учётная запись будет удалена"
        assert "Учётная запись будет удалена 27.11.2026" in (await anna.get("/profile")).text
        assert "Отменить удаление" in (await anna.get(PATH)).text
        await anna.post(f"{PATH}/cancel")
        assert "Удаление отменено" in (await anna.get("/profile?done=stay")).text
        assert await acts() == ["erasure_asked", "erasure_cancelled"]
        await anna.post(PATH, data=FILLED)
        clock.pass_by(erasure.GRACE)
        assert await erasing.erase_due(LETTERS, clock()) == 1
        assert (await anna.get("/profile")).headers["location"].startswith("/sign-in")
        entered = await client.post("/sign-in", data={"login": cast.anna.email, "password": PASSWORD})
        assert entered.status_code == 422

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"understood": ""}, "Отметьте, что понимаете последствия"),
            ({"current_password": "не тот"}, "Пароль не подходит"),
            ({"current_password": ""}, "Заполните это поле"),
        ],
    )
    async def test_a_refusal_says_why_and_deletes_nothing(self, anna, post, fields, words):
        answer = await anna.post(PATH, data=FILLED | fields)
        assert (answer.status_code, words in answer.text) == (422, True)
        assert await post() == []


async def test_others_see_that_somebody_was_there_and_not_who(anna, cast, clock):
    async with transaction():
        await set_moment(cast.boris.id, clock())
    await erasing.erase_due(LETTERS, clock())
    for path in ("access", "journal"):
        page = await anna.get(f"/contracts/{cast.contract.id}/{path}")
        assert "boris" not in page.text
        assert "Петров" not in page.text
    assert f"Удалённый пользователь № {cast.boris.id}" in page.text
