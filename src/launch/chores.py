"""What is done from the command line beside serving."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

from src.gateways.all import real_gateways
from src.gateways.clock import running_clock
from src.jobs.everything import all_jobs
from src.jobs.worker import working
from src.launch import production
from src.settings import Settings
from src.storage.engine import open_base
from src.storage.migrate import migrate as bring_up
from src.storage.migrate import pending
from src.web import log


class Refused(RuntimeError):
    """A chore cannot be done now; the text says why and what to do."""


def with_base(settings: Settings, chore: Callable[[], Awaitable[None]]) -> None:
    """Do the chore with the base open."""

    async def opened() -> None:
        base = open_base(settings.database, settings.database_pool)
        await base.start()
        try:
            await chore()
        finally:
            await base.stop()

    asyncio.run(opened())


def migrate(settings: Settings) -> None:
    async def chore() -> None:
        applied = await bring_up()
        for name in applied:
            sys.stdout.write(f"applied {name}\n")
        if not applied:
            sys.stdout.write("the database is up to date\n")

    with_base(settings, chore)


def work(settings: Settings) -> None:
    """The worker alone, until TERM."""
    if settings.mode == "production":
        production.check(settings)
    log.configure(settings.log_level)
    jobs = all_jobs(settings, real_gateways(settings), running_clock(settings.now))

    async def chore() -> None:
        if missing := await pending():
            raise Refused(f"the database lacks {', '.join(missing)}: run `kabinet migrate` first")
        async with working(jobs):
            await asyncio.Event().wait()

    with_base(settings, chore)
