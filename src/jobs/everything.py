"""The jobs of this portal, each one service call."""

from src.domain.clock import Clock
from src.gateways.all import Gateways
from src.jobs.worker import Job
from src.services import outbox
from src.settings import Settings

AN_HOUR = 3600.0


def all_jobs(settings: Settings, gateways: Gateways, clock: Clock) -> tuple[Job, ...]:
    return (
        Job("send letters", 1.0, lambda: outbox.send_due(gateways.mail, clock)),
        Job("forget old letters", AN_HOUR, lambda: outbox.forget_old(clock())),
    )
