"""The RBS dialect over real HTTP: what is asked, and that no answer of the bank is believed in more than its form."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from src.domain.card_answers import Heard
from src.gateways.bank.checksums import Certificate, SharedKey, signed_text
from src.gateways.bank.provider import BankRefused, BankSilent, Callback, Forged, NumberUsed, Wish
from src.gateways.bank.rbs import RbsBank, is_allowed
from src.gateways.bank.wire import LARGEST_ANSWER, Wire
from src.sandbox.bank.calls import by_rsa, signed

WISH = Wish("261124-A", 1_000_00, 643, "Аванс", "http://kabinet.test/back", "http://kabinet.test/call", 1200, None)
LOGIN = {"userName": "kabinet-api", "password": "sesame"}
STATUS = "getOrderStatusExtended"
PUBLISHED = [
    ("amount", "1500"), ("mdOrder", "ed6f3abf-cea0-427e-afdf-0ba43ead124f"), ("operation", "deposited"),
    ("orderNumber", "89312"), ("status", "1"),
]  # fmt: skip


@pytest.fixture
def rbs(bank):
    return RbsBank(Wire(bank.url, step=5), LOGIN, frozenset({bank.url}), SharedKey("123"))


def test_the_banks_published_vector():
    """The one example that the documentation of the protocol gives."""
    text = signed_text([*PUBLISHED[::-1], ("checksum", "x"), ("sign_alias", "y")])
    order = "mdOrder;ed6f3abf-cea0-427e-afdf-0ba43ead124f"
    assert text.decode() == f"amount;1500;{order};operation;deposited;orderNumber;89312;status;1;"
    made = "9F8253A6BB7777D067DD955751119FA5AAF67B14B9215147190F96B505CDB72C"
    assert SharedKey("123").fits(text, made)
    assert not SharedKey("124").fits(text, made)
    assert not SharedKey("123").fits(text + b"more;1;", made)


def test_under_the_banks_certificate():
    key, other = (generate_private_key(65537, 2048) for _ in range(2))
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    certificate, fields = Certificate(pem), {"orderNumber": "1", "status": "1"}
    text = signed_text(list(fields.items()))
    assert certificate.fits(text, signed(fields, by_rsa(key))["checksum"])
    assert not certificate.fits(text, signed(fields, by_rsa(other))["checksum"])
    assert not certificate.fits(text, "no hexadecimal")


async def test_a_payment_is_registered_paid_and_given_back(rbs, bank):
    registered = await rbs.create(WISH)
    assert registered.page == f"{bank.url}/pay/{registered.bank_order}"
    assert (await rbs.status("261124-A")).heard is Heard.REGISTERED
    with pytest.raises(NumberUsed):
        await rbs.create(WISH)
    bank.outcome(bank.book.find(registered.bank_order), "pay", quiet=True)
    await rbs.refund(registered.bank_order, 300_00)
    told = await rbs.status("261124-A")
    assert (told.heard, told.refunded, told.amount, told.currency) == (Heard.REFUNDED, 300_00, 1_000_00, 643)
    with pytest.raises(BankRefused):
        await rbs.refund(told.bank_order, 700_01)


async def test_a_number_that_the_bank_does_not_know(rbs):
    assert await rbs.status("261124-B") is None


async def test_what_the_bank_is_asked(rbs, bank):
    await rbs.create(replace(WISH, title="я" * 200))
    [(method, fields)] = bank.asked
    assert method == "register"
    assert fields["description"] == "я" * 99
    assert {name: fields[name] for name in ("amount", "currency", "sessionTimeoutSecs", "returnUrl", "failUrl")} == {
        "amount": "100000", "currency": "643", "sessionTimeoutSecs": "1200", "returnUrl": WISH.back,
        "failUrl": WISH.back,
    }  # fmt: skip
    assert fields["dynamicCallbackUrl"] == WISH.callback
    assert "orderBundle" not in fields


async def test_a_cart_goes_along_and_must_fit(rbs, bank):
    cart = {"cartItems": {"items": [{"itemAmount": 1_000_00}]}}
    await rbs.create(replace(WISH, cart=cart))
    assert json.loads(bank.asked[0][1]["orderBundle"]) == cart
    with pytest.raises(BankRefused, match="8"):
        await rbs.create(replace(WISH, number="261124-C", kopecks=1, cart=cart))


@pytest.mark.parametrize("method", ["register", STATUS])
@pytest.mark.parametrize("mood", ["deaf", "mute", "429", "500", "503", "404", "redirect"])
async def test_a_bank_that_does_not_answer_has_not_said_no(rbs, bank, method, mood):
    if mood in {"deaf", "mute"}:
        getattr(bank.knobs, mood)[method] = 1
    else:
        bank.knobs.busy[method] = 302 if mood == "redirect" else int(mood)
    with pytest.raises(BankSilent):
        await (rbs.create(WISH) if method == "register" else rbs.status("261124-A"))


@pytest.mark.parametrize(
    "junk",
    [
        b"", b"<html>", b"[]", b"null", b'{"errorCode": "zero"}', b'{"errorCode": ["0"]}', b'{"errorCode": true}',
        b'{"errorCode": "7"}', b'{"errorCode": 7}', b'{"errorCode": "0"}', b'{"orderStatus": "paid"}',
        b'{"orderStatus": 2.0}', b"\xff\xfe", b"[" * 100_000, b'{"a":"' + b"x" * LARGEST_ANSWER + b'"}',
        b'{"orderStatus": ' + b"9" * 5000 + b"}",
    ],
)  # fmt: skip
async def test_junk_is_no_answer(rbs, bank, junk):
    bank.knobs.junk = junk
    for asked in (rbs.create(WISH), rbs.status("261124-A")):
        with pytest.raises(BankSilent):
            await asked


@pytest.mark.parametrize("code", ["5", 5, "4", 3])
async def test_a_refusal_is_one_as_text_and_as_number(rbs, bank, code):
    bank.knobs.lies = {method: {"errorCode": code} for method in ("register", STATUS)}
    for asked in (rbs.create(WISH), rbs.status("261124-A")):
        with pytest.raises(BankRefused):
            await asked


@pytest.mark.parametrize("status", [1, 5, 7, 8, 77, "5", -1])
async def test_a_status_that_nobody_knows_is_in_progress(rbs, bank, status):
    await rbs.create(WISH)
    bank.knobs.lies[STATUS] = {"orderStatus": status}
    assert (await rbs.status("261124-A")).heard is Heard.IN_PROGRESS


async def test_numbers_as_texts_and_values_of_other_kinds(rbs, bank):
    await rbs.create(WISH)
    bank.knobs.lies[STATUS] = {
        "errorCode": 0, "orderStatus": "2", "amount": "100000", "currency": 643.0, "paymentAmountInfo": [],
        "attributes": [{"name": "mdOrder", "value": {"a": 1}}, "x"], "orderNumber": "<b>", "actionCode": "x",
    }  # fmt: skip
    told = await rbs.status("261124-A")
    assert (told.heard, told.amount, told.currency, told.refunded) == (Heard.PAID, 1_000_00, None, None)
    assert (told.bank_order, told.number, told.action_code) == ("", "", None)
    bank.knobs.lies[STATUS] = {"actionCode": 2**31}
    assert (await rbs.status("261124-A")).action_code is None, "the base would not hold it"


async def test_a_slow_bank_is_left_after_its_time(bank, rbs):
    held = bank.book._lock
    held.acquire()  # it hears, and does not come to an answer
    try:
        with pytest.raises(BankSilent):
            await RbsBank(Wire(bank.url, step=0.02), LOGIN, frozenset(), None).status("261124-A")
        with pytest.raises(BankSilent):
            await RbsBank(Wire(bank.url, whole=0.02), LOGIN, frozenset(), None).status("261124-A")
    finally:
        held.release()


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        ("https://pay.bank.test/pay?mdOrder=1", True),
        ("https://PAY.bank.test", True),
        ("http://pay.bank.test/pay", False),
        ("https://pay.bank.test.evil.test/pay", False),
        ("https://pay.bank.test@evil.test/pay", False),
        ("https://evil.test/https://pay.bank.test", False),
        ("https://pay.bank.test:444/pay", False),
        ("https://pay.bank.test\\@evil.test/", False),
        ("https://pay.bank.test/\r\nSet-Cookie: a=b", False),
        ("//evil.test/", False),
        ("javascript:alert(1)", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_its_page_is_where_the_settings_allow(page, allowed):
    assert is_allowed(page, frozenset({"https://pay.bank.test"})) is allowed


async def test_a_page_elsewhere_is_refused(rbs, bank):
    bank.knobs.lies["register"] = {"formUrl": "https://evil.test/pay"}
    with pytest.raises(BankRefused, match=r"evil\.test"):
        await rbs.create(WISH)


def test_a_call_is_believed_when_it_is_signed_over_all_it_says(rbs, bank):
    fields = signed({"orderNumber": "261124-A", "mdOrder": "m", "operation": "deposited", "new": "1"}, bank.caller.sign)
    assert rbs.parse_callback(list(fields.items())) == Callback("261124-A", "m")
    wrong = [
        {**fields, "new": "2"}, {**fields, "more": "1"}, {**fields, "checksum": ""}, {"orderNumber": "261124-A"}, {},
        {**fields, "checksum": "я"},
    ]  # fmt: skip
    for each in wrong:
        with pytest.raises(Forged):
            rbs.parse_callback(list(each.items()))
    twice = [("mdOrder", "m"), ("orderNumber", "261124-A"), ("orderNumber", "261124-B")]
    with pytest.raises(Forged):  # well signed, but nobody knows which one counts
        rbs.parse_callback([*twice, ("checksum", bank.caller.sign(signed_text(twice)))])


def test_without_a_key_no_call_is_believed(bank):
    rbs = RbsBank(Wire(bank.url), LOGIN, frozenset(), None)
    with pytest.raises(Forged):
        rbs.parse_callback(list(signed({"orderNumber": "1"}, bank.caller.sign).items()))
