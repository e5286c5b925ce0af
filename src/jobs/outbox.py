"""Letters leave."""

from src.domain.clock import Clock
from src.gateways.mail import MailGateway
from src.jobs.worker import Job
from src.services import outbox


def letters_leave(mail: MailGateway, clock: Clock) -> Job:
    return Job("letters leave", 1.0, lambda: outbox.send_due(mail, clock))


def old_letters_are_forgotten(clock: Clock) -> Job:
    return Job("old letters are forgotten", 3600.0, lambda: outbox.forget_old(clock()))
