"""The bank of the demo as people and merchants meet it, over HTTP."""

import http.client
import json
import os
import subprocess
import sys
from urllib.parse import urlencode

import pytest

from src.sandbox.bank.book import Book

WISH = {"orderNumber": "1", "amount": "100050", "currency": "643", "returnUrl": "http://shop.test/back?a=1"}
LOGIN = {"userName": "kabinet-api", "password": "sesame"}


def ask(bank, method, path, fields=None, **headers):
    connection = http.client.HTTPConnection(bank.url.removeprefix("http://"), timeout=5)
    connection.request(method, path, body=urlencode(fields or {}), headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def rest(bank, method, **fields):
    return json.loads(ask(bank, "POST", f"/payment/rest/{method}.do", LOGIN | fields)[1])


@pytest.fixture
def order(bank):
    return rest(bank, "register", **WISH, dynamicCallbackUrl="http://shop.test/call", description="<b>Счёт</b>")[
        "orderId"
    ]


@pytest.mark.parametrize(
    ("act", "status", "called"), [("pay", 2, 1), ("refuse", 6, 1), ("wait", 5, 0), ("silent", 0, 0)]
)
def test_a_person_chooses_the_outcome(bank, order, act, status, called):
    _, page = ask(bank, "GET", f"/pay/{order}")
    assert "1\u00a0000,50 ₽" in page
    assert "&lt;b&gt;Счёт" in page
    answer, _ = ask(bank, "POST", f"/pay/{order}", {"act": act})
    assert answer.headers["Location"] == f"http://shop.test/back?a=1&orderId={order}&lang=ru"
    assert rest(bank, "getOrderStatusExtended", orderId=order)["orderStatus"] == status
    assert len(bank.caller.held) == called


def test_a_quiet_one_is_not_told(bank, order):
    ask(bank, "POST", f"/pay/{order}", {"act": "pay", "quiet": "1"})
    assert not bank.caller.held


def test_what_is_paid_is_not_paid_again_but_given_back_in_the_office(bank, order):
    ask(bank, "POST", f"/pay/{order}", {"act": "pay"})
    answer, page = ask(bank, "POST", f"/pay/{order}", {"act": "refuse"})
    assert (answer.status, "оплачен" in page) == (200, True)
    answer, _ = ask(bank, "POST", f"/orders/{order}/refund", {"amount": "500,5"})
    assert answer.headers["Location"] == "/"
    told = rest(bank, "getOrderStatusExtended", orderNumber="1")
    assert (told["orderStatus"], told["paymentAmountInfo"]["refundedAmount"]) == (4, 50050)
    assert ask(bank, "POST", f"/orders/{order}/refund", {"amount": "500.01"})[0].status == 400
    assert "возвращено 500,50" in ask(bank, "GET", "/")[1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "1"),
        ({"orderNumber": "2", "password": "x"}, "5"),
        ({"orderNumber": "2", "amount": "-1"}, "5"),
        ({"orderNumber": "2", "currency": "840"}, "3"),
    ],
)
def test_a_merchant_is_refused(bank, order, change, code):
    assert rest(bank, "register", **(WISH | change))["errorCode"] == code


def test_unknown_orders_fields_and_methods(bank):
    assert rest(bank, "getOrderStatusExtended", orderNumber="9")["errorCode"] == "6"
    assert rest(bank, "getOrderStatusExtended")["errorCode"] == "4"
    assert rest(bank, "deposit", orderId="9")["errorCode"] == "5"


@pytest.mark.parametrize("path", ["/nowhere", "/pay/1", "/orders/1"])
def test_what_is_not_there(bank, path):
    for method in ("GET", "POST"):
        assert ask(bank, method, path)[0].status == 404


def test_a_foreign_name_finds_nothing(bank, order):
    assert ask(bank, "GET", f"/pay/{order}", Host="evil.test")[0].status == 404


def test_orders_outlive_a_restart(tmp_path):
    Book(tmp_path).register(WISH | {"description": "Счёт"})
    [order] = Book(tmp_path).newest()
    assert (order.number, order.amount, order.title) == ("1", 100050, "Счёт")


def test_calls_are_signed_as_the_protocol_says(bank, order):
    ask(bank, "POST", f"/pay/{order}", {"act": "pay"})
    assert "checksum=" in bank.caller.held[0]
    assert bank.caller.held[0].startswith("http://shop.test/call?")


def start(tmp_path, **environment):
    command = [sys.executable, "-m", "src.sandbox.bank", "--dir", str(tmp_path / "bank"), "--until-input-closes"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=os.environ | environment)


def test_it_ends_with_the_one_who_started_it(tmp_path):
    with start(tmp_path) as process:
        assert set(json.loads(process.stdout.readline())) == {"url", "user", "password", "key"}
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_it_refuses_production(tmp_path):
    with start(tmp_path, KABINET_MODE="production") as process:
        assert process.wait(timeout=10) == 2
        assert b"refuses production" in process.stderr.read()
