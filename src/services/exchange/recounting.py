"""After a delivery: the contracts that it touched, counted again with progress told."""

from zoneinfo import ZoneInfo

from src.domain.clock import Clock
from src.services.exchange.loading import Progress, silent
from src.services.recount import recount_some
from src.storage.recount_queue import count_marks


async def recount_all(clock: Clock, zone: ZoneInfo, progress: Progress = silent) -> None:
    """Work off the marked contracts; broken off, the marks that are left are worked off by the next call."""
    total, done = await count_marks(), 0
    while some := await recount_some(clock(), zone):
        done += some
        progress("contracts counted again", min(done, total), total)
