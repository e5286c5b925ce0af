"""The bank is asked what has become of payments by card."""

import logging

from src.domain.clock import Clock
from src.gateways.all import Gateways
from src.jobs.worker import Job
from src.services.account import letters_of
from src.services.card_payments.asking import ask_due
from src.services.card_payments.till import till_of
from src.settings import Settings
from src.web.log import say

EVERY = 2.0
"""Seconds: a call of the bank is followed so soon; what nobody called about has its own pace."""


def tell(why: Exception) -> None:
    say("the bank does not answer", logging.WARNING, why=str(why))


def the_bank_is_asked(settings: Settings, gateways: Gateways, clock: Clock) -> tuple[Job, ...]:
    """No job without a bank."""
    till = till_of(gateways.bank, letters_of(settings, settings.address), clock, settings)
    return (Job("the bank is asked about payments", EVERY, lambda: ask_due(till, tell)),) if till else ()
