"""What waits for a person, kept beside the membership: a start page walks it in order and stops after a few.

`reading_due`: whose readings of a period are missing, with the contract's own window if it has one. In `membership`,
`verified_until`: the first day on which the verification of one of the contract's meters ends; `violation_on`: the day
of the contract's newest act of violation; `open_order_on`: that of its newest open order.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.engine import execute, rows
from src.storage.open_orders import OPEN_ORDER_ON
from src.storage.owed import recount_members

UNKNOWN: Final = date(1, 1, 1)
"""In the place of a verification of which nothing is known: it comes before all others."""
VERIFIED_UNTIL: Final = """verified_until = (SELECT MIN(r.verified_until) FROM sheet_row r
            WHERE r.contract = membership.contract AND r.removed_on IS NULL)"""
VIOLATION_ON: Final = """violation_on = (SELECT v.drawn_on FROM violation v
            WHERE v.contract = membership.contract AND v.deleted = FALSE ORDER BY v.drawn_on DESC LIMIT 1)"""


async def recount_due(ids: Sequence[int], since: Period) -> None:
    """Who must send readings of these contracts; their sheets from this period on are counted already."""
    await execute("DELETE FROM reading_due WHERE contract IN ({})", ids)
    await execute(
        """INSERT INTO reading_due (app_user, contract, period, sort_key, opens_at, closes_at)
        SELECT m.app_user, s.contract, s.period, m.sort_key, w.opens_at, w.closes_at
        FROM sheet s
        JOIN contract c ON c.id = s.contract AND c.deleted = FALSE
        JOIN membership m ON m.contract = s.contract AND m.role IN ('admin', 'submitter') AND m.ended = FALSE
        LEFT JOIN submission_window w ON w.contract_key = c.key AND w.period = s.period AND w.deleted = FALSE
        WHERE s.contract IN ({}) AND m.contract IN ({}) AND s.period >= {} AND s.needed > s.sent
        ON CONFLICT (app_user, contract, period) DO UPDATE SET sort_key = excluded.sort_key,
            opens_at = excluded.opens_at, closes_at = excluded.closes_at""",
        ids,
        ids,  # said twice: PostgreSQL, planning while the tables are young, would walk everybody's memberships
        str(since),
    )


async def recount_verification(ids: Sequence[int]) -> None:
    await _mark(ids, VERIFIED_UNTIL)


async def recount_violations(ids: Sequence[int]) -> None:
    await _mark(ids, VIOLATION_ON)


async def recount_for_members(ids: Sequence[int], now: datetime) -> None:
    """After somebody came to these contracts."""
    await rows("SELECT id FROM sheet WHERE contract IN ({}) ORDER BY id FOR UPDATE", ids)
    await recount_due(ids, Period.containing(now, ZoneInfo("UTC")).plus(-2))
    await _mark(ids, VERIFIED_UNTIL, VIOLATION_ON, OPEN_ORDER_ON)
    await recount_members(ids)


async def _mark(ids: Sequence[int], *days: str) -> None:
    await execute(f"UPDATE membership SET {', '.join(days)} WHERE contract IN ({{}})", ids)  # noqa: S608 our own words
