"""The worker alone."""

import asyncio

from src.jobs.worker import working
from src.launch import production
from src.launch.base import opened
from src.launch.parts import real_parts
from src.launch.refused import Refused
from src.settings import Settings
from src.storage.migrate import pending
from src.web import log


def work(settings: Settings) -> None:
    """Until TERM; only with the key that seals the journal, in production with everything that letters need too."""
    production.check(settings)
    log.configure(settings.log_level)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    parts = real_parts(settings)
    async with opened(settings), parts.gateways.workshop:
        if missing := await pending():
            raise Refused(f"the database lacks {', '.join(missing)}: run `kabinet migrate` first")
        async with working(parts.jobs()):
            await asyncio.Event().wait()
