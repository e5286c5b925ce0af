"""The person's first contracts, and how far their readings are."""

from dataclasses import dataclass

from src.domain.access import Action, Role, may
from src.domain.contracts import Readings, readings_state
from src.services.blocks.viewer import Viewer
from src.storage.blocks import contracts as storage

SHOWN = 10


@dataclass(frozen=True, slots=True)
class FirstRow:
    id: int
    number: str
    party: str
    role: Role
    readings: Readings

    @property
    def may_submit(self) -> bool:
        return may(self.role, Action.SUBMIT)


@dataclass(frozen=True, slots=True)
class FirstContracts:
    """`more` when the person has others; sums are told on the page of all contracts."""

    rows: tuple[FirstRow, ...]
    more: bool


async def load(viewer: Viewer) -> FirstContracts:
    found = await storage.first_contracts(viewer.user_id, viewer.default_windows(), viewer.now, SHOWN + 1)
    rows = [
        FirstRow(each.id, each.number, each.party, each.role, readings_state(each.windows, each.counts, viewer.now))
        for each in found[:SHOWN]
    ]
    return FirstContracts(tuple(rows), len(found) > SHOWN)
