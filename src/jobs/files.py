"""Files that no row knows are cleared away: a process died between the two, or the storage was silent."""

from src.domain.clock import Clock
from src.gateways.files.files import Files
from src.jobs.worker import Job
from src.services.file_orphans import EVERY, clear_orphans
from src.web.log import say


def orphans_are_cleared(files: Files, clock: Clock) -> Job:
    async def one_round() -> None:
        if cleared := await clear_orphans(files, clock()):
            say("files that nobody knows were cleared away", files=cleared)

    return Job("files that nobody knows are cleared away", EVERY.total_seconds(), one_round)
