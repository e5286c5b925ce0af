"""The puzzles themselves: work, picture, voice."""

import altcha
import pytest

from src.storage.links import counted


@pytest.fixture
def token(app, clock):
    return app.state.kit.account.captcha.new_picture("sign-up", clock())


async def test_the_browser_gets_its_work(client, app, clock):
    answer = await client.get("/captcha/challenge?form=sign-up")
    challenge = altcha.Challenge.from_dict(answer.json())
    solution = altcha.solve_challenge(challenge, altcha.derive_key_pbkdf2)
    payload = altcha.Payload(challenge, solution).to_base64()
    proof = await app.state.kit.account.captcha.check("sign-up", {"altcha": payload}, clock())
    assert proof.form == "sign-up"


async def test_work_for_an_unknown_form_is_not_given(client):
    assert (await client.get("/captcha/challenge?form=payments")).status_code == 404


async def test_the_picture_and_its_voice(client, token):
    picture = await client.get("/captcha/picture", params={"token": token})
    assert (picture.headers["content-type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    sound = await client.get("/captcha/sound", params={"token": token})
    assert (sound.headers["content-type"], sound.content[:4]) == ("audio/wav", b"RIFF")
    assert picture.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("what", ["picture", "sound"])
@pytest.mark.parametrize("token", ["", "forged", "a.b.c"])
async def test_a_forged_picture_is_not_there(client, what, token):
    assert (await client.get(f"/captcha/{what}", params={"token": token})).status_code == 404


async def test_showing_a_puzzle_writes_nothing(client, token):
    with counted() as counter:
        await client.get("/captcha/challenge?form=sign-up")
        await client.get("/captcha/picture", params={"token": token})
    assert counter.statements == 0


async def test_the_demo_tells_the_mailbox_what_the_picture_shows(client, app, clock, token):
    await client.get("/captcha/picture", params={"token": token})
    (letter,) = app.state.kit.gateways.mail.letters
    shown = app.state.kit.account.captcha.read_picture(token, clock())
    assert (letter.subject, letter.marks) == (f"Картинка {shown.label}", (("X-Picture-Code", shown.code),))


class TestProduction:
    @pytest.fixture
    def settings(self, settings):
        return lambda **changes: settings(**({"mode": "production"} | changes))

    async def test_it_tells_nobody(self, client, app, token):
        await client.get("/captcha/picture", params={"token": token})
        assert app.state.kit.gateways.mail.letters == []


async def test_voices_are_few_a_minute(client, token):
    answers = [await client.get("/captcha/sound", params={"token": token}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
