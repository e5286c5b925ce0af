"""What billing delivers is taken in."""

from src.domain.clock import Clock
from src.exchange.folders import FolderBusy
from src.jobs.worker import Job
from src.services.exchange.incoming import take_in
from src.settings import Settings

EVERY = 5.0


def deliveries_are_taken_in(settings: Settings, clock: Clock) -> Job:
    inbox = settings.exchange_folder / "in"

    async def one_round() -> None:
        inbox.mkdir(parents=True, exist_ok=True)
        try:
            await take_in(inbox, clock, settings.time_zone)
        except FolderBusy:
            return  # another worker, or the command, is at it

    return Job("deliveries are taken in", EVERY, one_round)
