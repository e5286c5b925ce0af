"""Letters leave."""

import logging

from src.domain.clock import Clock
from src.gateways.mail import MailGateway, MailRefused
from src.jobs.worker import Job
from src.services import outbox
from src.web.log import say


def tell(letter_id: int, why: Exception) -> None:
    """By the kind of trouble: what a server says may name the person."""
    kind, final = type(why.__cause__ or why).__name__, isinstance(why, MailRefused)
    say("letter did not leave", logging.WARNING, letter=letter_id, why=kind, final=final)


def letters_leave(mail: MailGateway, clock: Clock) -> Job:
    return Job("letters leave", 1.0, lambda: outbox.send_due(mail, clock, tell))


def old_letters_are_forgotten(clock: Clock) -> Job:
    return Job("old letters are forgotten", 3600.0, lambda: outbox.forget_old(clock()))
