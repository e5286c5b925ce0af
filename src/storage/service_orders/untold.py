"""Orders whose new state is still to be told to whoever ordered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from src.domain.service_orders import STATE_NAMES, State
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in
from src.storage.in_force import in_force
from src.storage.rejections import BROKEN_OFF, QUIET

AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Moved:
    """An order as the letter names it; `contract` is the number of its contract."""

    id: int
    number: str
    contract_id: int
    contract: str
    service: str
    state: State
    total: int
    invoice_number: str
    reason: str

    @property
    def state_words(self) -> str:
        return STATE_NAMES[self.state]


async def waiting(now: datetime) -> list[int]:
    """People who are to be told; nobody while a delivery is under way, so that one letter tells of all of it."""
    found = await rows(
        f"SELECT DISTINCT app_user FROM service_order WHERE untold = TRUE AND {QUIET} ORDER BY app_user",  # noqa: S608
        instant_in(now - BROKEN_OFF),
    )
    return [row["app_user"] for row in found]


async def take(user_id: int, now: datetime) -> list[Moved]:
    """What this person is to be told; it is not told again. Orders that they may not see any more are passed over in
    silence."""
    held = [
        row["id"]
        for row in await rows(
            "SELECT id FROM service_order WHERE app_user = {} AND untold = TRUE ORDER BY id LIMIT {} FOR UPDATE",
            user_id,
            AT_ONCE,
        )
    ]
    at = instant_in(now)
    found = await tuples(
        f"""SELECT o.id, o.number, o.contract, c.number, o.name, o.status, o.total, o.invoice_number, o.reason
        FROM service_order o JOIN contract c ON c.id = o.contract AND c.deleted = FALSE
        JOIN membership m ON m.contract = o.contract AND m.app_user = o.app_user AND m.role <> 'submitter'
            AND {in_force("m")}
        WHERE o.id IN ({{}}) AND o.deleted = FALSE ORDER BY o.id""",  # noqa: S608 our own words alone
        at,
        at,
        held,
    )
    await execute("UPDATE service_order SET untold = FALSE WHERE id IN ({})", held)
    return [Moved(a, number, b, of, name, State(status), *said) for a, number, b, of, name, status, *said in found]
