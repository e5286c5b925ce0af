"""`opening_due`: registers that have nothing to count a period from, unless somebody says what they showed.

A row says: for the periods that begin before `before_at` no reading is known at the register's place. Of the periods
that may still be filled in there are few such registers, so that a page finds them without asking every register. The
page asks the readings themselves again: a row may be behind them, or say too much.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.engine import bound, execute, tuples
from src.storage.forms import instant_in
from src.storage.links import Dialect
from src.storage.sheets import seen

FOREVER: Final = 2**62
_CAME: Final[dict[Dialect, str]] = {
    "sqlite": "CAST(strftime('%s', s.installed_on) AS BIGINT)",
    "postgres": "CAST(EXTRACT(EPOCH FROM s.installed_on) AS BIGINT)",
}
"""00:00 UTC of the day on which the meter came, in seconds."""
_NEAR: Final = timedelta(hours=2)
"""More than clocks are ever moved: readings are of midnights, so that no other one is near."""
_HERE: Final = f"""r.register = s.register AND r.as_of >= %(came)s * 1000000 - {{}} AND r.deleted = FALSE
        AND r.status IN ('sent', 'accepted', 'in_calculation') AND {seen("r")}
        AND (r.source <> 'opening' OR r.contract IS NULL)"""
"""A reading at this place that stands; what a client gave as the opening one is what he may correct."""
_DUE: Final = f"""INSERT INTO opening_due (contract, register, sort_key, before_at)
    SELECT s.contract, s.register, MAX(s.sort_key),
        MAX(COALESCE((SELECT MIN(r.as_of) FROM reading r WHERE {_HERE}), {FOREVER}))
    FROM sheet_row s
    WHERE s.contract IN ({{}}) AND (s.removed_on IS NULL OR s.removed_on > {{}})
        AND NOT EXISTS (SELECT 1 FROM reading r WHERE {_HERE} AND (r.as_of <= {{}} OR r.source = 'opening'
            OR r.as_of < %(came)s * 1000000 - {{}}))
    GROUP BY s.contract, s.register"""  # noqa: S608
# what the supplier says of the day on which the meter came is its opening, whatever it is called


async def recount_openings(ids: Sequence[int], now: datetime, zone: ZoneInfo) -> None:
    """Count again for the last period, this one and those to come."""
    last = Period.containing(now, zone).previous
    offset = now.astimezone(zone).utcoffset() or timedelta()
    before, after = ((offset + step) // timedelta(microseconds=1) for step in (_NEAR, _NEAR - timedelta(days=1)))
    await execute("DELETE FROM opening_due WHERE contract IN ({})", ids)
    text = _DUE % {"came": _CAME[bound().dialect]}
    await execute(text, before, ids, last.day(1), before, instant_in(last.start(zone)), after)


async def any_due(ids: Sequence[int]) -> bool:
    """Whether older readings of these contracts may change what is kept here."""
    return bool(await tuples("SELECT 1 FROM opening_due WHERE contract IN ({}) LIMIT 1", ids))
