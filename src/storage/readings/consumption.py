"""Registers of a contract and period with all that their consumption is counted from, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.preliminary import Stretch
from src.storage.contracts import escape
from src.storage.engine import joined, tuples
from src.storage.forms import instant_in
from src.storage.readings.stretches import stretches_of
from src.storage.sheets import own, seen, told_by

_WITHIN: Final = """s.installed_on < {}
    AND (s.removed_on IS NULL OR s.removed_on > {} AND s.removed_on > s.installed_on)
    AND NOT EXISTS (SELECT 1 FROM contract k WHERE k.id = s.contract AND k.closed_on < {})"""
"""A row takes part in the period when its meter stood on a day of it, even if it went before the end."""
_READINGS: Final = f"""SELECT r.as_of, {told_by("r")} AS source, r.status, r.value FROM reading r
        WHERE r.register = s.register AND r.deleted = FALSE AND {seen("r")}"""  # noqa: S608
_KNOWN: Final = f"""{_READINGS} AND r.as_of >= {{}} AND r.as_of <= {{}} AND (r.as_of = {{}} OR r.as_of = {{}}
            OR r.source = 'opening' OR s.removed_on IS NOT NULL OR s.installed_on > {{}})
    UNION ALL {_READINGS} AND NOT EXISTS (SELECT 1 FROM reading z WHERE z.register = s.register AND z.as_of = {{}}
        AND z.status = 'in_calculation' AND z.deleted = FALSE) AND r.as_of = (SELECT MAX(q.as_of) FROM reading q
        WHERE q.register = s.register AND q.as_of < {{}} AND q.deleted = FALSE
            AND q.status IN ('sent', 'accepted', 'in_calculation') AND {seen("q")})"""  # noqa: S608
"""At both ends of the period, opening ones within it, all of it where a meter came or went; and the last one before,
when none is in calculation at the start."""
_SELECT: Final = f"""SELECT s.id, s.register, s.point, s.supply_object, o.name, o.address,
        p.name, p.power, p.voltage, p.flow_sign, p.loss_kwh, p.loss_percent, p.loss_sign,
        i.ratio, s.installed_on, s.removed_on,
        m.serial, m.type, m.verified_until, m.state, m.remote, g.zone, g.channel, g.digits, g.fraction_digits,
        CASE WHEN g.zone = 'T0' AND EXISTS (SELECT 1 FROM register t WHERE t.meter = s.meter AND t.channel = g.channel
            AND t.zone <> 'T0' AND t.deleted = FALSE) THEN 0 ELSE 1 END,
        d.typed, d.value, d.confirmed, d.version,
        (SELECT c.status || ' ' || c.counted FROM reading c WHERE c.register = s.register AND c.as_of = {{}}
            AND c.source = 'client' AND {own("c")} AND c.deleted = FALSE
            ORDER BY c.version DESC LIMIT 1), b.value,
        (SELECT %s(k.as_of || ' ' || k.source || ' ' || k.status || ' ' || k.value, ';') FROM ({_KNOWN}) k)
    FROM (%s) s
    JOIN supply_object o ON o.id = s.supply_object
    JOIN point p ON p.id = s.point
    JOIN installation i ON i.id = s.installation
    JOIN meter m ON m.id = s.meter
    JOIN register g ON g.id = s.register
    LEFT JOIN draft d ON d.register = s.register AND d.as_of = {{}} AND d.contract = s.contract
    LEFT JOIN opening_draft b ON b.contract = s.contract AND b.register = s.register AND b.period = {{}}
    ORDER BY s.sort_key, s.id"""  # noqa: S608
# the rows are cut out of the narrow table before anything is joined to them: the cost is that of the page
_CUT: Final = "SELECT s.* FROM sheet_row s WHERE s.contract = {} AND " + _WITHIN  # noqa: S608
_BEYOND: Final = """ AND (s.sort_key, s.id) %s
    ((SELECT a.sort_key FROM sheet_row a WHERE a.id = {} AND a.contract = {}), {})"""


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows in which all the folded `words` are found, from the row `since` on, or up to the row `until`: that one is
    among them, if it is still there."""

    size: int
    words: Sequence[str] = ()
    since: int = 0
    until: int = 0


async def stretches(contract: GuardedContract, period: Period, zone: ZoneInfo, cut: Cut) -> list[Stretch]:
    """At most `cut.size` registers in the sheet's order."""
    start, end = instant_in(period.start(zone)), instant_in(period.end(zone))
    first_day = period.day(1)
    known = (start, end, start, end, first_day, start, start)
    where, values = _conditions(contract, period, cut)
    order = "s.sort_key DESC, s.id DESC" if cut.until else "s.sort_key, s.id"
    narrow = f"{_CUT}{where} ORDER BY {order} LIMIT {{}}"
    query = _SELECT % (joined(), narrow)
    found = await tuples(query, end, *known, *values, cut.size, end, str(period))
    return stretches_of(found, period, zone)


def _conditions(contract: GuardedContract, period: Period, cut: Cut) -> tuple[str, list[Any]]:
    parts, values = "", list[Any]((contract.id, period.next.day(1), period.day(1), period.day(1)))
    for word in cut.words:
        parts += " AND s.search LIKE {} ESCAPE '!'"
        values.append(f"%{escape(word)}%")
    if beyond := cut.since or cut.until:
        parts += _BEYOND % (">=" if cut.since else "<=")
        values += [beyond, contract.id, beyond]
    return parts, values
