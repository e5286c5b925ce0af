"""Ordered workbooks are made one after another, and forgotten after their day."""

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services import orders
from src.services.making import Makers, Workplace, make_next
from src.settings import Settings


def orders_are_made(settings: Settings, makers: Makers, clock: Clock) -> Job:
    """One at a time in a process: the workshop's other place is left to what is short."""
    kept, spare = orders.kept_orders(settings), orders.KeptFiles.incoming(settings.data_dir)
    at = Workplace(clock, makers, kept, spare)

    async def one_round() -> None:
        while await make_next(at):
            pass

    return Job("ordered workbooks are made", 1.0, one_round)


def old_orders_are_forgotten(settings: Settings, clock: Clock) -> Job:
    files = orders.kept_orders(settings)
    return Job("old orders are forgotten", 3600.0, lambda: orders.forget_old(clock(), files))
