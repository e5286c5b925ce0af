"""One round of the exchange's way in, for whoever waits for its end."""

from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from src.domain.clock import Clock
from src.gateways.files.files import Files
from src.services.exchange.incoming import Outcome, load
from src.services.exchange.loading import Progress, silent
from src.services.recount import recount_all


async def take_in(
    inbox: Path, files: Files, clock: Clock, zone: ZoneInfo, progress: Progress = silent
) -> list[Outcome]:
    """Load what waits and count again the contracts that it touched, or that a broken-off call had left."""
    outcomes = await load(inbox, files, clock, zone, progress)
    await recount_all(clock(), zone, partial(progress, "contracts counted again"))
    return outcomes
