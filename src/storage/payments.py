"""Payments of a contract, as they come by the exchange."""

from typing import Final

from src.domain.payments import Payment
from src.storage.lists import Listing

PAYMENTS: Final = Listing(
    table="payment",
    columns=("number", "paid_on", "amount", "purpose", "portal_order"),
    made=Payment,
    day="paid_on",
    number="number_key",
    amount="amount",
    sums=("amount",),
    months="payment_month",
)
