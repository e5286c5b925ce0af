"""Our process dies at every step of paying, one later each time: the money is counted once, or nothing was taken."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from src.domain.card_payments import State
from src.storage import engine
from src.storage.engine import rows
from src.storage.links import note_all
from tests import orders

MOST = 60


class Killed(BaseException):
    """The process is gone: nothing catches this."""


class Death:
    """Comes after so many steps: a statement of the base, a question to the bank, its answer."""

    def __init__(self, after: int) -> None:
        self.left = after

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


class MortalBank:
    """The bank, as a process sees it that may die before a question and after its answer."""

    def __init__(self, bank, death: Death) -> None:
        self.bank, self.death = bank, death

    async def create(self, wish):
        return await self._mortal(self.bank.create(wish))

    async def status(self, number):
        return await self._mortal(self.bank.status(number))

    async def _mortal(self, question):
        try:
            self.death.step()
        except Killed:
            question.close()
            raise
        answer = await question
        self.death.step()
        return answer


@pytest.fixture
def die(shop, monkeypatch):
    """`await die(after, act)`: whether the process died while it did this; `act` gets the till of that process."""

    async def run(after, act):
        death = Death(after)

        def note(told):
            note_all(told)
            death.step()

        with monkeypatch.context() as mortal:
            mortal.setattr(engine, "note_all", note)
            try:
                await asyncio.create_task(act(replace(shop.till, bank=MortalBank(shop.till.bank, death))))
            except Killed:
                return True
        return False

    return run


async def rest(shop):
    """What the next processes do, till nothing is left to do for today."""
    for _ in range(3):
        shop.clock.pass_by(timedelta(minutes=2))
        await shop.worker()


async def counted(shop, amount):
    """How often money of this sum was counted: rows, journal, letters."""
    paid = await rows("SELECT number FROM card_payment WHERE amount = {} AND credited_at IS NOT NULL", amount)
    lines = await rows("SELECT details FROM journal_line WHERE action = 'card_payment_paid'")
    letters = await rows("SELECT text FROM outbox")
    numbers = [row["number"] for row in paid]
    told = [sum(number in row[column] for number in numbers for row in found) for column, found in
            (("details", lines), ("text", letters))]  # fmt: skip
    return len(paid), *told


async def test_while_it_is_begun(shop, die):
    """Then one clicks again, pays what the bank shows, and it is counted once; no number has two pages."""
    deaths = 0
    for after in range(1, MOST):
        payable = shop.advance(1_000_00 + after)
        died = await die(after, lambda till, payable=payable: shop.begin(payable, till=till))
        shop.clock.pass_by(timedelta(minutes=2))
        payment = await shop.begin(payable)
        assert payment.state is State.OPEN, after
        shop.person_pays(payment)
        await rest(shop)
        assert await counted(shop, payable.amount) == (1, 1, 1), after
        if not died:
            break
        deaths += 1
    assert deaths >= 8


async def test_while_it_is_begun_and_nobody_comes_back(shop, die):
    """Nothing waits for ever: the worker finds out that nobody can have paid."""
    for after in range(1, MOST):
        payable = shop.advance(1_000_00 + after)
        died = await die(after, lambda till, payable=payable: shop.begin(payable, till=till))
        await rest(shop)
        found = await rows("SELECT state, credited_at FROM card_payment WHERE amount = {}", payable.amount)
        assert all(row["state"] in {"ended", "open"} and row["credited_at"] is None for row in found), after
        if not died:
            break
    shop.clock.pass_by(timedelta(hours=2))
    while await shop.worker():
        pass
    assert not await rows("SELECT id FROM card_payment WHERE state IN ('asked', 'open')")


async def test_while_an_order_is_paid(shop, die):
    service, deaths = await orders.service(), 0
    for after in range(1, MOST):
        order = await orders.order(shop.cast.contract.id, service, "awaiting_payment", total=1_000_00 + after)
        payment = await shop.begin(await shop.service_order(order))
        shop.person_pays(payment)
        shop.clock.pass_by(timedelta(minutes=1))
        died = await die(after, shop.worker)
        held = await rows("SELECT status FROM service_order WHERE id = {}", order)
        assert (held[0]["status"] == "paid") == (await shop.now(payment))[2], after
        await rest(shop)
        assert await counted(shop, payment.amount) == (1, 1, 1), after
        assert (await rows("SELECT status FROM service_order WHERE id = {}", order))[0]["status"] == "paid", after
        if not died:
            break
        deaths += 1
    assert deaths > 8


@pytest.mark.parametrize("outcome", ["pay", "refuse", "refund"])
async def test_while_the_bank_is_asked(shop, die, outcome):
    deaths = 0
    for after in range(1, MOST):
        payment = await shop.begin(shop.advance(1_000_00 + after))
        shop.person_pays(payment, "refuse" if outcome == "refuse" else "pay")
        if outcome == "refund":
            await shop.till.bank.refund(payment.bank_order, 1_00)
        shop.clock.pass_by(timedelta(minutes=1))
        died = await die(after, shop.worker)
        await rest(shop)
        times = 0 if outcome == "refuse" else 1
        assert (await counted(shop, payment.amount))[0] == times, after
        state = {"pay": "paid", "refuse": "refused", "refund": "partly"}[outcome]
        assert await shop.now(payment) == (state, "", bool(times)), after
        if not died:
            break
        deaths += 1
    assert deaths > 5
    told = await rows("SELECT idem FROM outbox")
    assert len(told) == (0 if outcome == "refuse" else deaths + 1)
