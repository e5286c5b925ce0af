"""Uploaded workbooks are checked, and forgotten after their days."""

import asyncio

from src.domain.clock import Clock
from src.gateways.all import Gateways
from src.jobs.worker import Job
from src.services.readings import uploads
from src.services.readings.checking import check_next
from src.services.readings.upload_reading import Bench
from src.settings import Settings

SIDE_BY_SIDE = 2
"""As many as the workshop has places: a small workbook does not wait for a large one."""


def workbooks_are_checked(settings: Settings, gateways: Gateways, clock: Clock) -> Job:
    bench = Bench(settings, clock, gateways.workshop, uploads.kept_workbooks(settings))

    async def until_none_waits() -> None:
        while await check_next(bench):
            pass

    async def one_round() -> None:
        """A check that breaks is taken up again when its time is over; the one beside it goes on to its end."""
        ends = await asyncio.gather(*(until_none_waits() for _ in range(SIDE_BY_SIDE)), return_exceptions=True)
        for error in filter(None, ends):
            raise error

    return Job("workbooks are checked", 1.0, one_round)


def old_workbooks_are_forgotten(settings: Settings, clock: Clock) -> Job:
    kept = uploads.kept_workbooks(settings), uploads.KeptFiles.incoming(settings.data_dir)
    return Job("old workbooks are forgotten", 3600.0, lambda: uploads.forget_old(clock(), *kept))
