"""Consumption of the current contract over thirteen months."""

from dataclasses import dataclass

from src.domain.charts import Bar, change_percent, thirteen_bars
from src.services.blocks.viewer import Viewer
from src.storage.blocks import consumption as storage


@dataclass(frozen=True, slots=True)
class Consumption:
    """`contract` is '' without a current contract; `change` against the same month last year, whole percent."""

    contract: str
    bars: tuple[Bar, ...]
    latest: Bar | None
    change: int | None


async def load(viewer: Viewer) -> Consumption:
    if viewer.current is None:
        return Consumption("", (), None, None)
    sums = await storage.month_sums(viewer.user_id, viewer.current.id, viewer.period.plus(-13), viewer.now)
    last = viewer.period if viewer.period in sums else viewer.period.previous
    bars = thirteen_bars(sums, last)
    latest = next((bar for bar in reversed(bars) if bar.kwh is not None), None)
    change = change_percent(latest.kwh, sums.get(latest.period.year_before)) if latest else None
    return Consumption(viewer.current.number, bars, latest, change)
