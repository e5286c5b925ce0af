"""«Уведомления», and the links and clicks that end letters."""

import re
from datetime import timedelta

import pytest

from src.domain.notices import Notice
from src.services import notices
from src.services.letters import Envelope
from src.services.link_requests import RequestLetter
from src.storage import users
from src.storage.engine import execute, transaction

PATH = "/profile/notices"
DAY = timedelta(days=1)


@pytest.fixture
def letter(app, cast, clock, post):
    """`await letter()`: an administrator's letter to Anna as it left; None when she wants none."""

    async def go():
        kit = app.state.kit
        async with transaction():
            anna = await users.find(cast.anna.id)
            envelope = Envelope(anna.email, f"x.{clock().timestamp()}", clock(), DAY)
            said = RequestLetter("1", "x@y.example", "https://x")
            await notices.post(kit.account.letters, anna, Notice.ASKED, envelope, "link_asked", said)
        clock.pass_by(timedelta(minutes=1))
        return next(iter(await post()), None)

    return go


def path_of(letter):
    return re.search(r"kabinet\.test(/unsubscribe\?\S+)", letter.text)[1]


async def test_what_is_not_wanted_does_not_come(anna, letter, acts):
    assert (await anna.get(PATH)).text.count(" checked>") == len(Notice)
    done = await anna.post(PATH, data={"receipt": "1", "rejected": "1"})
    assert done.headers["location"] == "/profile?done=notices"
    assert await letter() is None
    assert (await anna.get(PATH)).text.count(" checked>") == 2
    await anna.post(PATH, data={"receipt": "1", "rejected": "1"})
    await anna.post(PATH, data={"receipt": "1", "rejected": "1", "asked": "1"})
    assert await letter()
    assert await acts() == ["notices_changed"] * 2


async def test_one_click_of_a_mail_program_ends_the_letters(anna, client, letter, acts):
    came = await letter()
    assert came.unsubscribe.endswith(path_of(came))
    one_click = {"List-Unsubscribe": "One-Click"}
    answers = [await client.post(path_of(came), data=one_click), await client.post(path_of(came), files=one_click)]
    assert [each.status_code for each in answers] == [200, 200]
    assert "Письма отключены" in answers[0].text
    assert await letter() is None
    assert await acts() == ["notices_changed"]
    assert (await anna.get(PATH)).text.count(" checked>") == len(Notice) - 1


async def test_a_person_is_asked_first_and_a_scanner_changes_nothing(client, letter):
    came = await letter()
    moved = await client.get(path_of(came))
    assert moved.headers["location"] == "/unsubscribe"
    assert "Не получать</button>" in (await client.get("/unsubscribe")).text
    assert await letter()
    assert "больше не приходят" in (await client.post("/unsubscribe")).text
    assert "Письма отключены" in (await client.get("/unsubscribe")).text


async def test_a_link_that_went_to_an_earlier_address_serves_no_more(client, cast, letter):
    came = await letter()
    async with transaction():
        await execute("UPDATE app_user SET email = 'b@c.example' WHERE id = {}", cast.anna.id)
    answer = await client.post(path_of(came))
    assert (answer.status_code, "адрес с тех пор сменился" in answer.text) == (410, True)
    assert await letter()


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\N{SNOWMAN}"])
async def test_a_broken_link_says_so(client, token):
    assert (await client.post("/unsubscribe", params={"token": token})).status_code == 410
    assert (await client.get("/unsubscribe")).status_code == 410


async def test_a_form_of_another_site_is_refused(client, letter):
    came = await letter()
    answer = await client.post(path_of(came), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert await letter()
