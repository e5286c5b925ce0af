"""What the portal wants of a bank that takes cards, whatever its dialect."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from src.domain.card_answers import Told


@dataclass(frozen=True, slots=True)
class Wish:
    """A payment to be registered. `back`: where the bank sends the browser; `callback`: where it tells of what happens,
    '' nowhere; `seconds`: how long its page lives; `cart`: of the receipt, None without one."""

    number: str
    kopecks: int
    currency: int
    title: str
    back: str
    callback: str
    seconds: int
    cart: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Registered:
    """`page`: where the person types the card, at an address that the settings allow."""

    bank_order: str
    page: str


@dataclass(frozen=True, slots=True)
class Callback:
    """The bank says that something has happened to a payment; what, it is asked."""

    number: str
    bank_order: str


class BankSilent(Exception):
    """Nobody knows what the bank has done: no answer in time, a broken one, too busy. The text says which."""


class BankRefused(Exception):
    """The bank has said no, or what it said must not be followed; the text says why, for the log."""


class NumberUsed(Exception):
    """The bank knows a payment of this number already."""


class Forged(Exception):
    """Not the bank's words."""


class PaymentProvider(Protocol):
    async def create(self, wish: Wish) -> Registered:
        """Register a payment. Raises NumberUsed, BankRefused, BankSilent: it may be registered all the same."""
        ...

    async def status(self, number: str) -> Told | None:
        """What has become of it; None: the bank does not know it. Raises BankRefused, BankSilent."""
        ...

    async def refund(self, bank_order: str, kopecks: int) -> None:
        """Give back a part or all. Raises BankRefused, BankSilent: it may be given back all the same."""
        ...

    def parse_callback(self, fields: Sequence[tuple[str, str]]) -> Callback:
        """Raises Forged."""
        ...
