"""The portal of one process: the app over real parts; as long as it lives, the base is open and the jobs go round."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar

from src.app import Lifespan, create_app
from src.jobs.worker import working
from src.launch.base import opened
from src.launch.parts import Parts, real_parts
from src.settings import Settings


def real_portal(settings: Settings) -> Litestar:
    """The app over the real parts of this process."""
    parts = real_parts(settings)
    return create_app(settings, parts.gateways, parts.clock, _alive(parts))


def _alive(parts: Parts) -> Lifespan:
    """The lifespan of the app; the worker runs inside unless `KABINET_WORKERS_INSIDE` is 0."""
    jobs = parts.jobs() if parts.settings.workers_inside else ()

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with opened(parts.settings), parts.gateways.workshop, working(jobs):
            yield

    return lifespan
