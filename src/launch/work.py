"""The worker alone."""

import asyncio

from src.jobs.worker import working
from src.launch import production
from src.launch.base import migrated
from src.launch.parts import real_parts
from src.settings import Settings
from src.web import log


def work(settings: Settings) -> None:
    """Until TERM; only with the key that seals the journal, in production with everything that letters need too."""
    production.check(settings)
    log.configure(settings.log_level)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    parts = real_parts(settings)
    async with migrated(settings), parts.gateways.workshop, working(parts.jobs()):
        await asyncio.Event().wait()
