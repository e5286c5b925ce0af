"""What a process of the portal is made of."""

from dataclasses import dataclass

from src.app import make_kit
from src.domain.clock import Clock
from src.gateways.all import Gateways, real_gateways
from src.gateways.clock import running_clock
from src.jobs.everything import all_jobs
from src.jobs.worker import Job
from src.routes.export_makers import makers_of
from src.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    settings: Settings
    gateways: Gateways
    clock: Clock

    def jobs(self) -> tuple[Job, ...]:
        kit = make_kit(self.settings, self.gateways, self.clock)
        return all_jobs(self.settings, self.gateways, makers_of(kit), self.clock)


def real_parts(settings: Settings) -> Parts:
    return Parts(settings, real_gateways(settings), running_clock(settings.now))
