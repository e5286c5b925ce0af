"""`kabinet held-payments`, `settle-payment`, `refund-payment`: what the people of the supplier do about a payment."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from src.gateways.bank.provider import Wish
from src.gateways.bank.rbs import RbsBank
from src.gateways.bank.wire import Wire
from src.launch.base import opened
from src.sandbox.bank.server import BankServer
from src.settings import Settings
from src.storage.engine import rows
from src.storage.migrate import migrate
from tests import banks, factories
from tests.card_payments import card_payment
from tests.launch.conftest import Kabinet

NUMBER = "261124-ABCDEFGHJK"
LOGIN = {"userName": "kabinet-api", "password": "sesame"}
Told: TypeAlias = dict[str, str]


@pytest.fixture
def server() -> Iterator[BankServer]:
    with banks.running() as bank:
        yield bank


def within(folder: Path, act: Callable[[], Awaitable[Any]]) -> Any:
    async def done() -> Any:
        async with opened(Settings(data_dir=folder)):
            return await act()

    return asyncio.run(done())


@pytest.fixture
def told(tmp_path: Path, server: BankServer) -> Told:
    """The settings of a portal in which the bank has taken 1 000 ₽ twice, once too often."""

    async def fill() -> None:
        await migrate()
        contract = await factories.contract("97000001")
        anna = await factories.user("anna@b.example")
        rbs = RbsBank(Wire(server.url), LOGIN, frozenset({server.url}), None)
        order = await rbs.create(Wish(NUMBER, 1_000_00, 643, "Аванс", "http://k.test/", "", 1200, None))
        values = {"number": NUMBER, "reason": "twice", "bank_order": order.bank_order}
        await card_payment(contract.id, anna, "held", **values)

    within(tmp_path, fill)
    order = server.book.find_number(NUMBER)
    assert order
    server.outcome(order, "pay", quiet=True)
    bank = {f"KABINET_{name.upper()}": value for name, value in banks.told_of(server).items()}
    return {
        "KABINET_DATA_DIR": str(tmp_path),
        "KABINET_BASE_URL": "http://kabinet.test",
        "KABINET_MODE": "demo",
        **bank,
    }


def test_what_waits_is_listed(kabinet: Kabinet, told: Told) -> None:
    done = kabinet("held-payments", **told)
    assert done.returncode == 1
    assert f"{NUMBER}, contract 97000001, advance, 1000.00 roubles, not counted, since 2026-11-24" in done.stdout
    assert "anna@b.example: the same was paid by card before" in done.stdout


def test_it_is_credited_once_and_nothing_waits_any_more(kabinet: Kabinet, told: Told) -> None:
    for _ in range(2):
        done = kabinet("settle-payment", NUMBER, "credited", "--by", "ivanova", **told)
        assert (done.returncode, done.stdout) == (0, f"{NUMBER}: paid, 1000.00 roubles\n")
    assert kabinet("held-payments", **told).stdout == "payments by card that wait for people: 0\n"


def test_the_bank_gives_back_a_part_and_the_whole(kabinet: Kabinet, told: Told, server: BankServer) -> None:
    for how, said in ((("--total", "300,00"), "held, 1000.00 roubles, given back 300.00"),
                      (("--whole",), "refunded, 1000.00 roubles, given back 1000.00")):  # fmt: skip
        for _ in range(2):
            done = kabinet("refund-payment", NUMBER, *how, "--by", "ivanova", **told)
            assert (done.returncode, done.stdout) == (0, f"{NUMBER}: {said}\n")
    assert [fields["amount"] for method, fields in server.asked if method == "refund"] == ["30000", "70000"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("settle-payment", NUMBER, "unpaid", "--by", "ivanova"), "the bank says that it has taken money"),
        (("settle-payment", NUMBER, "unpaid", "--by", "ivanova", "--sum", "1"), "unpaid means that nothing was taken"),
        (("settle-payment", NUMBER, "credited", "--by", "ivanova", "--sum", "много"), "is no sum in roubles"),
        (("settle-payment", NUMBER, "credited", "--by", "Иванова Анна"), "--by takes the sign of the operator"),
        (("refund-payment", "261124-NOBODY", "--whole", "--by", "ivanova"), "no payment by card has the number"),
        (("refund-payment", NUMBER, "--total", "1000,01", "--by", "ivanova"), "no more can be given back"),
    ],
)
def test_what_cannot_be_is_told(kabinet: Kabinet, told: Told, tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    done = kabinet(*words, **told)
    assert (done.returncode, why in done.stderr) == (2, True), done.stderr
    [row] = within(tmp_path, lambda: rows("SELECT state, refund_to FROM card_payment"))
    assert tuple(row.values()) == ("held", 0)


def test_it_needs_the_bank_and_the_address(kabinet: Kabinet, told: Told) -> None:
    words = ("settle-payment", NUMBER, "credited", "--by", "ivanova")
    assert "KABINET_BANK_URL" in kabinet(*words, **{**told, "KABINET_BANK_URL": ""}).stderr
    assert (
        "KABINET_BASE_URL" in kabinet(*words, **{**told, "KABINET_MODE": "production", "KABINET_BASE_URL": ""}).stderr
    )
