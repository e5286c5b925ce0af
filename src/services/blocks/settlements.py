"""«К оплате»: the sums that come next, and those that are overdue, over all contracts."""

from dataclasses import dataclass

from src.services.blocks.viewer import Viewer
from src.storage.blocks import settlements as storage
from src.storage.blocks.settlements import ToPay

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Payable:
    """The oldest of what is overdue, then the nearest of what comes; `more` when there are others."""

    late: tuple[ToPay, ...]
    coming: tuple[ToPay, ...]
    more: bool


async def load(viewer: Viewer) -> Payable:
    found = await storage.money_due(viewer.user_id, viewer.today, viewer.now, SHOWN + 1)
    late = [each for each in found if each.open.due_on < viewer.today]
    coming = [each for each in found if each.open.due_on >= viewer.today]
    return Payable(tuple(late[:SHOWN]), tuple(coming[:SHOWN]), max(len(late), len(coming)) > SHOWN)
