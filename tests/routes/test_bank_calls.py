"""The bank calls: by GET and by form, answered 200 only when it was remembered."""

from urllib.parse import urlsplit

import pytest

from src.routes.card_payments.calling import LONGEST, MOST
from src.storage.engine import rows

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def payment(cards):
    return await cards.begin(cards.advance())


@pytest.fixture
def call(cards, payment):
    """The query of a signed call; arguments change or add parameters before it is signed."""

    def make(**more):
        return urlsplit(cards.server.caller.address(cards.order(payment), "deposited", 1, **more)).query

    return make


@pytest.mark.parametrize("way", ["get", "post"])
async def test_a_signed_call_is_remembered_and_followed(client, cards, payment, call, way):
    cards.person_pays(payment)
    for _ in range(2):
        if way == "get":
            answer = await client.get(f"/bank/callback?{call()}")
        else:
            answer = await client.post("/bank/callback", content=call(), headers=FORM)
        assert (answer.status_code, answer.text) == (200, "ok\n")
    assert await cards.now(payment) == ("open", "", False), "its word counts for nothing: the bank is asked"
    assert await cards.worker() == 1
    assert await cards.now(payment) == ("paid", "", True)


async def test_what_the_bank_adds_is_signed_too(client, call):
    assert (await client.get(f"/bank/callback?{call(bindingId='Я и & ты')}")).status_code == 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda query: query.replace("status=1", "status=0"),
        lambda query: query.replace("amount=100000", "amount=1"),
        lambda query: query + "&more=1",
        lambda query: query + "&status=1",
        lambda query: query.partition("&checksum")[0],
        lambda query: "",
        lambda query: "%ff=%fe",
        lambda query: "&".join(f"a{number}=1" for number in range(MOST + 1)),
    ],
)
async def test_a_forged_call_is_refused_and_asks_nobody(client, cards, payment, call, spoil):
    query = spoil(call())
    assert (await client.get(f"/bank/callback?{query}")).status_code == 403
    assert (await client.post("/bank/callback", content=query, headers=FORM)).status_code == 403
    assert await cards.worker() == 0


async def test_a_call_about_nothing_is_not_answered_as_if_it_were_kept(client, call, caplog):
    assert (await client.get(f"/bank/callback?{call(orderNumber='261124-NOBODY')}")).status_code == 404
    told = [record.fields for record in caplog.records if record.message == "the bank tells of an unknown payment"]
    assert told == [{"number": "261124-NOBODY"}]
    assert (await client.get(f"/bank/callback?{call(mdOrder='another')}")).status_code == 404


async def test_a_long_call_is_not_read(client, call):
    assert (await client.get(f"/bank/callback?a={'x' * LONGEST}")).status_code == 413
    assert (await client.post("/bank/callback", content="a" * (LONGEST + 1), headers=FORM)).status_code == 413


async def test_without_a_bank_nobody_calls(client):
    assert (await client.get("/bank/callback?a=1")).status_code == 404


async def test_when_the_base_does_not_remember_the_bank_is_not_told_so(client, call, monkeypatch):
    async def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("src.storage.card_payments.ask_soon", fail)
    assert (await client.get(f"/bank/callback?{call()}")).status_code == 500
    assert len(await rows("SELECT id FROM card_payment WHERE ask_at IS NOT NULL")) == 1
