"""«Я не робот»: every kind serves once, for one form, for its time."""

import asyncio
import base64
import json
from datetime import timedelta

import altcha
import pytest

from src.services.captcha import Captcha, NotProved
from src.services.signing import Signer


@pytest.fixture
def captcha(settings):
    return Captcha(settings(), Signer("k" * 40))


def solved(captcha, now, form="sign-up", **changes):
    challenge = altcha.Challenge.from_dict(json.loads(json.dumps(captcha.challenge(form, now))))
    solution = altcha.solve_challenge(challenge, altcha.derive_key_pbkdf2)
    for name, value in changes.items():
        setattr(challenge.parameters, name, value)
    return {"altcha": altcha.Payload(challenge, solution).to_base64()}


def read(captcha, now, form="sign-up", slip=""):
    token = captcha.new_picture(form, now)
    return {"picture": token, "code": slip or captcha.read_picture(token, now).code}


@pytest.mark.parametrize("solve", [solved, read])
async def test_a_solved_puzzle_serves_once(base, captcha, clock, solve):
    fields = solve(captcha, clock())
    proof = await captcha.check("sign-up", fields, clock())
    assert proof.form == "sign-up"
    with pytest.raises(NotProved):
        await captcha.check("sign-up", fields, clock())


@pytest.mark.parametrize("solve", [solved, read])
async def test_a_second_click_of_the_same_form_holds_three_times_and_is_worth_no_pass(base, captcha, clock, solve):
    fields = solve(captcha, clock())
    clicks = await asyncio.gather(*(captcha.check("sign-up", fields, clock(), "this form") for _ in range(4)))
    assert sorted(proof.uses for proof in clicks) == [0, 0, 0, 5]
    with pytest.raises(NotProved):
        await captcha.check("sign-up", fields, clock(), "this form")


@pytest.mark.parametrize("bound", ["", "another form"])
async def test_a_used_puzzle_opens_no_other_form(base, captcha, clock, bound):
    fields = read(captcha, clock())
    await captcha.check("sign-up", fields, clock(), "this form")
    with pytest.raises(NotProved):
        await captcha.check("sign-up", fields, clock(), bound)


async def test_a_wrong_code_is_no_first_click(base, captcha, clock):
    right = read(captcha, clock())
    for code in ("x", right["code"]):
        with pytest.raises(NotProved):
            await captcha.check("sign-up", right | {"code": code}, clock(), "this form")


async def test_a_pass_holds_for_a_second_click_too(base, captcha, clock):
    proof = await captcha.check("sign-up", read(captcha, clock()), clock())
    fields = {"pass": captcha.new_pass(proof, clock())}
    assert [(await captcha.check("sign-up", fields, clock(), "this form")).uses for _ in range(2)] == [4, 0]


@pytest.mark.parametrize("solve", [solved, read])
async def test_a_puzzle_of_one_form_opens_no_other(base, captcha, clock, solve):
    with pytest.raises(NotProved):
        await captcha.check("sign-in", solve(captcha, clock()), clock())


@pytest.mark.parametrize("solve", [solved, read])
async def test_a_puzzle_lives_ten_minutes(base, captcha, clock, solve):
    early, late = solve(captcha, clock()), solve(captcha, clock())
    clock.pass_by(timedelta(seconds=599))
    await captcha.check("sign-up", early, clock())
    clock.pass_by(timedelta(seconds=1))
    with pytest.raises(NotProved):
        await captcha.check("sign-up", late, clock())


async def test_a_wrong_code_burns_the_picture(base, captcha, clock):
    right = read(captcha, clock())
    with pytest.raises(NotProved) as refusal:
        await captcha.check("sign-up", right | {"code": "x"}, clock())
    assert refusal.value.solved_wrong
    with pytest.raises(NotProved):
        await captcha.check("sign-up", right, clock())


async def test_a_code_may_be_typed_with_spaces(base, captcha, clock):
    right = read(captcha, clock())
    await captcha.check("sign-up", right | {"code": " ".join(right["code"])}, clock())


async def test_work_made_cheaper_is_refused(base, captcha, clock):
    with pytest.raises(NotProved):
        await captcha.check("sign-up", solved(captcha, clock(), cost=0), clock())


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"altcha": "not base64"},
        {"altcha": base64.b64encode(b"[1]").decode()},
        {"altcha": base64.b64encode(b'{"challenge": {"parameters": 7}, "solution": null}').decode()},
        {"picture": "forged.token", "code": "12345"},
        {"pass": "forged.token"},
        {"code": "12345"},
    ],
)
async def test_junk_proves_nothing(base, captcha, clock, fields):
    with pytest.raises(NotProved):
        await captcha.check("sign-up", fields, clock())


async def test_a_pass_takes_the_place_of_the_puzzle_five_times(base, captcha, clock):
    proof = await captcha.check("sign-up", read(captcha, clock()), clock())
    for _ in range(5):
        token = captcha.new_pass(proof, clock())
        proof = await captcha.check("sign-up", {"pass": token}, clock())
    assert captcha.new_pass(proof, clock()) == ""


async def test_a_pass_serves_once_and_ends_with_its_ten_minutes(base, captcha, clock):
    proof = await captcha.check("sign-up", read(captcha, clock()), clock())
    token = captcha.new_pass(proof, clock())
    proof = await captcha.check("sign-up", {"pass": token}, clock())
    with pytest.raises(NotProved):
        await captcha.check("sign-up", {"pass": token}, clock())
    clock.pass_by(timedelta(minutes=9))
    later = captcha.new_pass(proof, clock())
    clock.pass_by(timedelta(minutes=1))
    with pytest.raises(NotProved):
        await captcha.check("sign-up", {"pass": later}, clock())


async def test_a_pass_of_one_form_opens_no_other(base, captcha, clock):
    proof = await captcha.check("sign-up", read(captcha, clock()), clock())
    with pytest.raises(NotProved):
        await captcha.check("sign-in", {"pass": captcha.new_pass(proof, clock())}, clock())


async def test_a_kind_that_is_not_offered_proves_nothing(base, settings, clock):
    captcha = Captcha(settings(captcha="work"), Signer("k" * 40))
    with pytest.raises(NotProved):
        await captcha.check("sign-up", read(captcha, clock()), clock())


async def test_switched_off_it_asks_nothing(base, settings, clock):
    captcha = Captcha(settings(captcha=""), Signer("k" * 40))
    assert (await captcha.check("sign-up", {}, clock())).form == "sign-up"
