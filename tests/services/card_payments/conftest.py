"""A payment that nothing more is to happen to."""

import pytest

from tests.services.card_payments.calls import later


@pytest.fixture
async def paid(shop):
    """Of 1 000 ₽, paid and counted."""
    begun = await shop.begin(shop.advance())
    shop.person_pays(begun)
    await later(shop)
    return begun
