"""What runs as long as the portal does: the base is open, the jobs go round."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar

from src.app import Lifespan
from src.jobs.worker import working
from src.launch.base import opened
from src.launch.parts import Parts


def alive(parts: Parts) -> Lifespan:
    """The lifespan of the app; the worker runs inside unless `KABINET_WORKERS_INSIDE` is 0."""
    jobs = parts.jobs() if parts.settings.workers_inside else ()

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with opened(parts.settings), working(jobs):
            yield

    return lifespan
