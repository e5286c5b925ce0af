"""«Устройства»."""

import pytest

from src.services import devices, sessions
from src.storage.links import counted
from tests.inspector import HTMX

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
async def office(cast, clock):
    """A second browser of Anna's."""
    return await sessions.begin(cast.anna.id, True, "198.51.100.9", FIREFOX, clock())


async def test_the_list_tells_this_one_from_the_others(anna, office):
    with counted() as counter:
        text = (await anna.get("/profile/devices")).text
    assert counter.statements <= 2
    assert text.index(">этот<") < text.index("Firefox, Windows")
    assert "198.51.100.9" in text
    assert "запомнено на 30 дней" in text
    assert text.count(">Завершить</button>") == 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
async def test_one_is_ended_by_a_click_and_the_second_click_finds_it_ended(anna, office, clock, acts, headers):
    path = f"/profile/devices/{office.id}/end"
    first, second = [await anna.post(path, headers=headers, follow_redirects=True) for _ in range(2)]
    assert "Вход на устройстве завершён" in first.text
    assert "завершён" not in second.text
    assert first.text.lstrip().startswith("<section") is bool(headers)
    assert first.url.path == (path if headers else "/profile/devices")
    assert not (await sessions.find(office.token, clock())).alive(clock())
    assert await acts() == ["session_ended"]


async def test_all_others_are_ended_and_this_one_stays(anna, office, cast, clock, acts):
    answer = await anna.post("/profile/devices/others", follow_redirects=True)
    assert "На всех других устройствах вход завершён" in answer.text
    assert '<button class="btn alt"' not in answer.text
    assert (await anna.get("/profile")).status_code == 200
    assert await acts() == ["other_sessions_ended"]


async def test_nobody_ends_the_session_of_another(client_for, cast, office, clock):
    boris = await client_for(cast.boris)
    for number in (office.id, 2**70):
        assert (await boris.post(f"/profile/devices/{number}/end")).headers["location"] == "/profile/devices"
    assert (await sessions.find(office.token, clock())).alive(clock())


async def test_the_list_is_limited_and_says_so(anna, cast, clock, monkeypatch):
    monkeypatch.setattr(devices, "SHOWN", 2)
    for number in range(3):
        await sessions.begin(cast.anna.id, False, f"198.51.100.{number}", "curl/8", clock())
    text = (await anna.get("/profile/devices")).text
    assert "Показаны последние 2" in text
    assert ">этот<" in text


class TestLetterAboutANewDevice:
    async def enter(self, client, cast, password="четыре зелёных кота"):
        return await client.post(
            "/sign-in",
            data={"login": cast.anna.email, "password": password},
            headers={"user-agent": "www.evil.example/1"},
        )

    async def test_an_unknown_browser_is_told_of_and_a_known_one_is_not(self, anna, client, cast, post):
        await self.enter(client, cast)
        [letter] = await post()
        assert letter.subject == "Вход в личный кабинет с нового устройства"
        assert "/profile/devices" in letter.text
        assert "evil.example" not in letter.text
        await client.post("/sign-out")
        await self.enter(client, cast)
        assert await post() == []

    async def test_the_first_sign_in_of_all_is_not_told_of(self, known, client, app, post):
        await client.post("/sign-in", data={"login": "anna@zavod.example", "password": "четыре зелёных кота"})
        assert await post() == []
