"""The person's first contracts, and how far their readings are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from src.domain.access import Action, Role, may
from src.domain.contracts import Bill, Payment, Readings, next_payment, shown_window
from src.services.blocks.viewer import Viewer
from src.storage.blocks import contracts as storage
from src.storage.blocks.contracts import FirstContract

SHOWN = 10


@dataclass(frozen=True, slots=True)
class FirstRow:
    """`due` None: nothing is known to be due, or this role sees no sums."""

    id: int
    number: str
    party: str
    role: Role
    readings: Readings
    due: Payment[Bill] | None

    @property
    def may_submit(self) -> bool:
        return may(self.role, Action.SUBMIT)

    @property
    def sees_money(self) -> bool:
        return may(self.role, Action.VIEW_MONEY)


@dataclass(frozen=True, slots=True)
class FirstContracts:
    """`more` when the person has others; `money`: in one of these the person may see sums."""

    rows: tuple[FirstRow, ...]
    more: bool

    @property
    def money(self) -> bool:
        return any(row.sees_money for row in self.rows)


async def load(viewer: Viewer) -> FirstContracts:
    found = await storage.first_contracts(viewer.user_id, viewer.default_windows(), viewer.now, SHOWN + 1)
    return FirstContracts(tuple(_rows(found[:SHOWN], viewer)), len(found) > SHOWN)


def _rows(found: Sequence[FirstContract], viewer: Viewer) -> Iterator[FirstRow]:
    today, windows = viewer.today, None
    for each in found:
        if each.windows != windows:  # most contracts have the windows of the one before
            windows = each.windows
            shown = shown_window(windows, viewer.now)
        due = next_payment(each.bills, today) if may(each.role, Action.VIEW_MONEY) else None
        yield FirstRow(each.id, each.number, each.party, each.role, shown.with_counts(each.counts), due)
