"""What paying by card works with."""

from dataclasses import dataclass
from datetime import timedelta

from src.domain.card_payments import CardPayment, State
from src.domain.clock import Clock
from src.gateways.bank.provider import PaymentProvider
from src.gateways.bank.rbs import is_allowed
from src.services.letters import Letters
from src.settings import Settings


@dataclass(frozen=True, slots=True)
class Till:
    """`clock`: the bank takes its time, so that the moment of the click is not that of the answer."""

    bank: PaymentProvider
    letters: Letters
    clock: Clock
    settings: Settings

    def may_go(self, payment: CardPayment) -> bool:
        """Whether the bank's page of this payment is open, and where the settings of today allow it."""
        waits = payment.state is State.OPEN and self.clock() < payment.ends_at
        return waits and is_allowed(payment.page, self.settings.pay_origins)

    @property
    def page_lives(self) -> timedelta:
        return timedelta(seconds=self.settings.bank_session_seconds)

    @property
    def largest(self) -> int:
        """Kopecks that may be paid at once."""
        return self.settings.bank_largest * 100


def till_of(bank: PaymentProvider | None, letters: Letters, clock: Clock, settings: Settings) -> Till | None:
    """None: nobody pays by card here."""
    return Till(bank, letters, clock, settings) if bank else None
