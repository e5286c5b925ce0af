"""What runs as long as the portal does: the base is open, the jobs go round."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar

from src.app import Lifespan
from src.domain.clock import Clock
from src.gateways.all import Gateways
from src.jobs.everything import all_jobs
from src.jobs.worker import working
from src.launch.base import opened
from src.settings import Settings


def alive(settings: Settings, gateways: Gateways, clock: Clock) -> Lifespan:
    """The lifespan of the app; the worker runs inside unless `KABINET_WORKERS_INSIDE` is 0."""
    jobs = all_jobs(settings, gateways, clock) if settings.workers_inside else ()

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with opened(settings), working(jobs):
            yield

    return lifespan
