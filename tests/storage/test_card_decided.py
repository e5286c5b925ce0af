"""What stands in the way of another payment is found by an index, however many there were."""

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.card_payments import Kind
from src.storage import card_decided, card_lists
from src.storage.engine import Base
from tests import factories
from tests.cast import Cast
from tests.plans import explained


@pytest.mark.parametrize("kind", list(Kind))
async def test_what_is_held_or_counted(base: Base, monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    way = explained(base, monkeypatch, "rows", card_decided)
    await card_decided.find_held(1, kind, "1", 100)
    await card_decided.is_credited(1, kind, "1")
    assert ["card_payment_unsettled" in way[0], "card_payment_credited" in way[-1]] == [True, True], way


async def test_what_waits_for_people(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    way = explained(base, monkeypatch, "rows", card_decided)
    await card_decided.list_waiting(10)
    assert any("card_payment_held" in step for step in way), way


async def test_the_bills_and_what_is_not_counted(base: Base, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = GuardedContract(cast.contract.id, "", "", Role.ADMIN, cast.anna.id)
    way = explained(base, monkeypatch, "tuples", card_lists)
    explained_rows = explained(base, monkeypatch, "rows", card_lists)
    await card_lists.list_bills(ours, factories.NOW.date())
    assert sum("card_payment_unsettled" in step for step in way) == 2, way
    await card_lists.list_uncounted(ours, 50)
    assert sum("payment_ordered (contract=? AND portal_order=?)" in step for step in explained_rows) == 2, (
        explained_rows
    )
