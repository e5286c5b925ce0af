"""The sandbox bank in the test's own process, spoken to over HTTP; its calls are kept, a test delivers them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from src.domain.access import GuardedContract, Role
from src.domain.card_payments import CardPayment, Payable
from src.domain.journal import Actor
from src.gateways.bank.opened import open_bank
from src.sandbox.bank.book import Book, Order
from src.sandbox.bank.calls import Caller, Sign, by_key
from src.sandbox.bank.server import Bank, BankServer
from src.services.card_payments import asking, payables, starting
from src.services.card_payments.till import Till
from src.services.letters import Letters
from src.settings import Settings
from src.storage.engine import rows
from tests.cast import Cast, Person
from tests.factories import MOSCOW

KEY = "123"
LETTERS = Letters("http://kabinet.test", "Мосэнергосбыт", MOSCOW)


@contextmanager
def running(sign: Sign | None = None) -> Iterator[BankServer]:
    server = BankServer(("127.0.0.1", 0), Book(), Caller(sign or by_key(KEY), hold=True), "kabinet-api", "sesame")
    with Bank(server):
        yield server


def told_of(server: BankServer) -> dict[str, Any]:
    """The settings that name it."""
    return {
        "bank_url": server.url,
        "bank_user": "kabinet-api",
        "bank_password": "sesame",
        "bank_pay_origins": server.url,
        "bank_checksum": "hmac",
        "bank_checksum_key": KEY,
        "bank_staff": "till@supplier.example",
    }


@dataclass
class Shop:
    """A client's person who pays, and the worker who asks. `server`: None where the bank is another process's."""

    cast: Cast
    clock: Any
    settings: Settings
    server: BankServer | None
    till: Till

    def contract(self, person: Person) -> GuardedContract:
        ours = self.cast.contract
        return GuardedContract(ours.id, ours.key, ours.number, Role(person.role), person.id)

    async def invoice(self) -> Payable:
        ours = self.contract(self.cast.anna)
        [row] = await rows("SELECT id FROM invoice WHERE contract = {}", ours.id)
        found = await payables.find_invoice(ours, row["id"])
        assert found
        return found

    async def service_order(self, order_id: int) -> Payable:
        found = await payables.find_order(self.contract(self.cast.anna), order_id)
        assert found
        return found

    def advance(self, kopecks: int = 1_000_00) -> Payable:
        return payables.advance(self.contract(self.cast.anna), kopecks)

    async def begin(self, payable: Payable, person: Person | None = None, till: Till | None = None) -> CardPayment:
        who = person or self.cast.anna
        actor = Actor(who.id, "192.0.2.7", self.clock())
        return await starting.begin(till or self.till, actor, self.contract(who), payable, who.email)

    async def worker(self, till: Till | None = None) -> int:
        """One round; what is asked about lies in the past then."""
        return await asking.ask_due(till or self.till, lambda why: None)

    def order(self, payment: CardPayment) -> Order:
        found = self.server.book.find_number(payment.number)
        assert found
        return found

    def person_pays(self, payment: CardPayment, act: str = "pay", quiet: bool = True) -> None:
        self.server.outcome(self.order(payment), act, quiet)

    async def now(self, payment: CardPayment) -> tuple[str, str, bool]:
        """State, reason, and whether the money was counted."""
        [row] = await rows("SELECT state, reason, credited_at FROM card_payment WHERE id = {}", payment.id)
        return row["state"], row["reason"], row["credited_at"] is not None


def shop_of(cast: Cast, clock: Any, settings: Settings, server: BankServer | None) -> Shop:
    bank = open_bank(settings)
    assert bank
    return Shop(cast, clock, settings, server, Till(bank, LETTERS, clock, settings))
