"""A refund is ordered and its process killed at every step, one later each time; ordered again, no more goes back than
was said."""

from src.domain.card_payments import DOUBT
from src.storage.engine import rows
from tests import killing
from tests.services.card_payments import operators


async def test_a_refund(shop, database_url, paid):
    """The bank has given back nothing, or as much as was said; the next command ends it."""
    before, given = (shop.cast, shop.clock, shop.settings), set()
    for step in killing.steps():
        died = killing.dies(database_url, step, operators.give_back, before, paid.number, step * 1_00)
        given.add(shop.order(paid).refunded - (step - 1) * 1_00)
        shop.clock.pass_by(DOUBT)
        await operators.give_back(before, paid.number, step * 1_00)
        [row] = await rows("SELECT state, refunded, refund_to FROM card_payment")
        assert tuple(row.values()) == ("partly", step * 1_00, step * 1_00), step
        assert shop.order(paid).refunded == step * 1_00
        if not died:
            break
    assert given == {0, 1_00}
    assert step > 15
    for table in ("outbox", "leaving"):
        assert len(await rows(f"SELECT id FROM {table}")) == 1 + step, "each is told once"
