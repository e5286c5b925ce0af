"""The person's first contracts, and how far their readings are."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.services.blocks.viewer import Viewer
from src.services.contracts import ContractRow, Wanted, list_contracts

SHOWN = 10


@dataclass(frozen=True, slots=True)
class FirstContracts:
    """`more` when the person has others; `money`: in one of these the person may see sums."""

    rows: Sequence[ContractRow]
    more: bool

    @property
    def money(self) -> bool:
        return any(row.sees_money for row in self.rows)


async def load(viewer: Viewer) -> FirstContracts:
    found = await list_contracts(viewer.user_id, Wanted(), viewer.now, viewer.settings, SHOWN)
    return FirstContracts(found.rows, found.after > 0)
