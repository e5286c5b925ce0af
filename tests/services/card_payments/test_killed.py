"""A process of ours is killed at every step of paying, one later each time, while the bank lives on; the next process
goes on: the money is counted once, or nothing was taken."""

from collections import Counter
from datetime import timedelta

import pytest

from src.domain.card_payments import HOLD, OPENED, State
from src.storage.engine import rows
from tests import killing, orders
from tests.services.card_payments import deeds
from tests.services.card_payments.calls import fields_of

NOT_YET, ONCE = (False, 0, 0, 0), (True, 1, 1, 1)
WAITS, PAID = (NOT_YET, ("open", "", False)), (ONCE, ("paid", "", True))


class Portal:
    """Processes that come and go, over one base and beside one bank."""

    def __init__(self, shop, url):
        self.shop, self.url = shop, url

    def _told(self):
        return self.shop.cast, self.shop.clock, self.shop.settings

    def dies(self, step, deed, *told):
        return killing.dies(self.url, step, deed, self._told(), *told)

    def does(self, deed, *told):
        return killing.done(self.url, deed, self._told(), *told)

    def begun_and_killed(self):
        """What was to be paid, each by a process that was killed a step later; the last one got through."""
        for step in killing.steps():
            payable = self.shop.advance(1_000_00 + step)
            died = self.dies(step, deeds.begin, payable)
            yield payable
            if not died:
                return

    def asked_to_register(self):
        """How often the bank was asked for each number."""
        asked = (fields["orderNumber"] for method, fields in self.shop.server.asked if method == "register")
        return Counter(asked)


@pytest.fixture
def portal(shop, database_url):
    return Portal(shop, database_url)


async def told_of(payment):
    """Whether its money was counted; how many lines of the journal, letters, and lines for billing tell of it."""
    like = f"%{payment.number}%"
    [row] = await rows(
        """SELECT credited_at, (SELECT COUNT(*) FROM outbox WHERE idem LIKE {}) AS letters,
            (SELECT COUNT(*) FROM leaving WHERE noun = 'card_payments' AND line LIKE {}) AS billing,
            (SELECT COUNT(*) FROM journal_line WHERE action <> 'card_payment_begun' AND details LIKE {}) AS journal
        FROM card_payment WHERE id = {}""",
        like,
        like,
        like,
        payment.id,
    )
    return row["credited_at"] is not None, row["journal"], row["letters"], row["billing"]


async def test_while_it_is_begun(shop, portal):
    """Then one clicks again, pays what the bank shows, and it is counted once; no number has two pages."""
    payables = list(portal.begun_and_killed())
    assert len(payables) > 10
    shop.clock.pass_by(HOLD)
    payments = portal.does(deeds.begin, *payables)
    assert {payment.state for payment in payments} == {State.OPEN}
    assert {await told_of(payment) for payment in payments} == {NOT_YET}
    for payment in payments:
        shop.person_pays(payment)
    shop.clock.pass_by(HOLD)
    portal.does(deeds.work)
    assert {await told_of(payment) for payment in payments} == {ONCE}
    registered = portal.asked_to_register()
    assert set(registered.values()) == {1}
    assert {order.number for order in shop.server.book.newest()} == set(registered)


async def test_while_it_is_begun_and_nobody_comes_back(shop, portal):
    """Nothing waits for ever: the worker finds out that nobody can have paid."""
    assert len(list(portal.begun_and_killed())) > 10
    shop.clock.pass_by(timedelta(hours=1))
    portal.does(deeds.work)
    found = await rows("SELECT state, credited_at FROM card_payment")
    assert {tuple(row.values()) for row in found} == {("ended", None)}


async def test_while_the_worker_counts_an_order_of_which_a_part_came_back(shop, portal):
    """Each of its processes begins anew where the one before has died."""
    order = await orders.order(shop.cast.contract.id, await orders.service(), "awaiting_payment", total=1_000_00)
    payment = await shop.begin(await shop.service_order(order))
    shop.person_pays(payment)
    await shop.till.bank.refund(payment.bank_order, 1_00)
    for step in killing.steps():
        shop.clock.pass_by(HOLD)
        died = portal.dies(step, deeds.work)
        held = (await told_of(payment), await shop.now(payment), await state_of(order))
        assert held in {(*WAITS, "awaiting_payment"), (ONCE, ("partly", "", True), "paid")}, step
        if not died:
            break
    assert step > 15
    assert held[-1] == "paid"


async def state_of(order):
    [row] = await rows("SELECT status FROM service_order WHERE id = {}", order)
    return row["status"]


@pytest.mark.parametrize(("way", "least"), [("call", 2), ("return", 15)])
async def test_while_the_bank_calls_and_while_the_person_comes_back(shop, portal, way, least):
    """The worker ends it."""
    for step in killing.steps():
        payment = await shop.begin(shop.advance(1_000_00 + step))
        shop.person_pays(payment, quiet=False)
        shop.clock.pass_by(OPENED)
        deed = (deeds.come_back, payment) if way == "return" else (deeds.hear, fields_of(shop.server.caller.held[-1]))
        died = portal.dies(step, *deed)
        assert (await told_of(payment), await shop.now(payment)) in {WAITS, PAID}, step
        shop.clock.pass_by(HOLD)
        portal.does(deeds.work)
        assert (await told_of(payment), await shop.now(payment)) == PAID, step
        if not died:
            break
    assert step > least
