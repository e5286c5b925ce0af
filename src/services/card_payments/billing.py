"""Billing hears of money that the bank has taken or given back: a line of `card_payments.csv`."""

from datetime import datetime

from src.domain.card_answers import Verdict
from src.domain.card_payments import UNPAID, CardPayment
from src.domain.quantities import money_text
from src.exchange.nouns import SENT_CARD_PAYMENTS
from src.exchange.rows import SentCardPaymentRow
from src.services.exchange.leaving import leave
from src.storage.card_lists import Names


async def tell_billing(payment: CardPayment, verdict: Verdict, names: Names, now: datetime) -> None:
    """In the transaction that counts the money."""
    row = SentCardPaymentRow(
        payment.number,
        names.key,
        payment.kind.value,
        names.reference,
        money_text(payment.amount),
        money_text(verdict.refunded),
        "unpaid" if verdict.state in UNPAID else verdict.state.value,
        now,
        payment.bank_order,
        names.login,
        deleted=False,
    )
    await leave(SENT_CARD_PAYMENTS, row, payment.id)
