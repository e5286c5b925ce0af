"""A payment is begun: written down first, then the bank hears of it; killed in between, the next click or the worker
finds out how far it came."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.card_payments import LEAST, CardPayment, Payable, State
from src.domain.journal import Actor
from src.gateways.bank.provider import BankRefused, BankSilent
from src.services.card_payments import registering
from src.services.card_payments.asking import look
from src.services.card_payments.entering import AlreadyPaid, LookedInto, PayingRefused, TooOften, enter, hindrance_of
from src.services.card_payments.till import Till

__all__ = ["AlreadyPaid", "LookedInto", "NotTaken", "PayingRefused", "TooOften", "WrongSum", "begin", "hindrance_of"]

TRIES: Final = 3
"""A number whose page was lost, or has ended, is given up, and a new one is tried at once."""


class WrongSum(PayingRefused):
    """Less or more than is taken by card at once."""


class NotTaken(PayingRefused):
    """The bank would not register it."""


async def begin(till: Till, actor: Actor, contract: GuardedContract, payable: Payable, email: str) -> CardPayment:
    """A payment with the bank's page, or the one that is under way for the same thing; one that is still `asked` where
    the bank does not answer. Raises PayingRefused."""
    if not LEAST <= payable.amount <= till.largest:
        raise WrongSum
    for _ in range(TRIES):
        payment, mine, heard = await enter(till, actor, contract, payable)
        if not mine:
            payment = await _still_open(till, payment)
            if payment.state is State.ENDED:
                continue
            return payment
        try:
            payment = await registering.register(till, payment, email, heard)
        except BankSilent:
            return await registering.leave(till, payment)
        except BankRefused as refusal:
            await registering.give_up(till, payment)
            raise NotTaken(str(refusal)) from refusal
        if payment.state is not State.ENDED:
            break
    return payment


async def _still_open(till: Till, payment: CardPayment) -> CardPayment:
    """One whose page has ended is asked about: if nobody has paid there, another may be begun."""
    ended = payment.state is State.OPEN and till.clock() >= payment.ends_at
    return await look(till, payment, waiting=False) if ended else payment
