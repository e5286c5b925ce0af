"""What is done from the command line beside serving."""

import asyncio
import sys

from src.gateways.all import real_gateways
from src.gateways.clock import running_clock
from src.jobs.everything import all_jobs
from src.jobs.worker import working
from src.launch import production
from src.launch.base import opened
from src.settings import Settings
from src.storage.migrate import migrate as bring_up
from src.storage.migrate import pending
from src.web import log


class Refused(RuntimeError):
    """A chore cannot be done now; the text says why and what to do."""


def migrate(settings: Settings) -> None:
    """Bring the base to the schema of this version and tell what was applied."""
    applied = [f"applied {name}" for name in asyncio.run(_migrate(settings))]
    sys.stdout.write("\n".join(applied or ["nothing to apply: the database is up to date"]) + "\n")


async def _migrate(settings: Settings) -> list[str]:
    async with opened(settings):
        return await bring_up()


def work(settings: Settings) -> None:
    """The worker alone, until TERM."""
    if settings.mode == "production":
        production.check(settings)
    log.configure(settings.log_level)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    jobs = all_jobs(settings, real_gateways(settings), running_clock(settings.now))
    async with opened(settings):
        if missing := await pending():
            raise Refused(f"the database lacks {', '.join(missing)}: run `kabinet migrate` first")
        async with working(jobs):
            await asyncio.Event().wait()
