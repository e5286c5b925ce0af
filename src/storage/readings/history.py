"""History of a contract: registers where they stood, a page at a time, and what was said of some of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.history import Entry, Place, Span
from src.domain.periods import Period
from src.domain.sheets import Wanted
from src.storage.contracts import escape
from src.storage.engine import rows, tuples
from src.storage.forms import instant_in
from src.storage.readings.history_forms import entry_of, place_of
from src.storage.sheets import seen

_OTHER: Final = """EXISTS (SELECT 1 FROM sheet_row z WHERE z.register = s.register AND z.contract = s.contract
        AND z.installed_on %s s.installed_on)"""
# the page is cut out of the narrow rows before anything is joined to it, as in lines.py
_PLACES: Final = f"""SELECT s.id, o.name AS object_name, o.address, p.name AS point_name, p.loss_percent, p.loss_sign,
        m.type, m.serial, g.zone, g.channel, g.digits, i.ratio, s.installed_on, s.removed_on,
        {_OTHER % "<"} AS earlier, {_OTHER % ">"} AS later
    FROM (SELECT s.* FROM sheet_row s WHERE s.contract = {{}} AND s.installed_on <= {{}}
        AND (s.removed_on IS NULL OR s.removed_on >= {{}}) %s LIMIT {{}}) s
    JOIN supply_object o ON o.id = s.supply_object
    JOIN point p ON p.id = s.point
    JOIN meter m ON m.id = s.meter
    JOIN installation i ON i.id = s.installation
    JOIN register g ON g.id = s.register
    ORDER BY s.sort_key, s.id"""  # noqa: S608
_BEYOND: Final = (
    " AND (s.sort_key, s.id) %s (SELECT a.sort_key, a.id FROM sheet_row a WHERE a.contract = {} AND a.id = {})"
)

_COLUMNS: Final = """as_of, source, version, value, status, reason, counted, text, receipt, at, family_name, given_name,
        patronymic"""
# the sum keeps PostgreSQL from walking all the contract's rows for the sake of a few ids
_OURS: Final = "s.contract + 0 = {} AND s.id IN ({})"
_BEFORE: Final = f"""SELECT MAX(q.as_of) FROM reading q WHERE q.register = s.register AND q.as_of <= {{}}
            AND q.deleted = FALSE AND q.status IN ('sent', 'accepted', 'in_calculation') AND {seen("q")}"""  # noqa: S608
_READINGS: Final = f"""SELECT s.id AS place, g.as_of, g.source, g.version, g.value, g.status, g.reason,
            CASE WHEN t.id IS NULL THEN '' ELSE g.counted END AS counted, '' AS text, t.number AS receipt,
            t.sent_at AS at, u.family_name, u.given_name, u.patronymic
        FROM sheet_row s
        JOIN reading g ON g.register = s.register AND g.as_of >= COALESCE(({_BEFORE}), {{}}) AND g.as_of <= {{}}
        LEFT JOIN receipt t ON t.id = g.receipt AND t.contract = s.contract
        LEFT JOIN app_user u ON u.id = t.app_user
        WHERE {_OURS} AND g.deleted = FALSE AND {seen("g")}
        ORDER BY g.as_of DESC, g.id DESC LIMIT {{}}"""  # noqa: S608
_ENTRIES: Final = f"""SELECT place, {_COLUMNS} FROM ({_READINGS}) read
    UNION ALL SELECT s.id, d.as_of, 'client', 0, d.value, '', '', '', d.typed, '', d.saved_at, u.family_name,
        u.given_name, u.patronymic
    FROM sheet_row s JOIN draft d ON d.register = s.register AND d.contract = s.contract
    JOIN app_user u ON u.id = d.app_user
    WHERE {_OURS} AND d.as_of > {{}} AND d.as_of <= {{}}
    UNION ALL SELECT s.id, b.as_of, 'opening', 0, b.value, '', '', '', b.typed, '', b.saved_at, u.family_name,
        u.given_name, u.patronymic
    FROM sheet_row s JOIN opening_draft b ON b.register = s.register AND b.contract = s.contract
    JOIN app_user u ON u.id = b.app_user
    WHERE {_OURS} AND b.as_of > {{}} AND b.as_of <= {{}}"""  # noqa: S608
# sums of months come with the entries, so that the page asks once: place 0, `text` is the period, `value` whole kWh
_MONTHS: Final = """
    UNION ALL SELECT 0, 0, '', 0, kwh, '', '', '', period, '', 0, '', '', '' FROM contract_month
    WHERE contract = {} AND period >= {}"""


@dataclass(frozen=True, slots=True)
class Found:
    """Entries by the id of their place, not yet sorted out; sums of months in whole kWh; `cut`: there are more."""

    entries: Mapping[int, Sequence[Entry]]
    months: Mapping[Period, int] = field(default_factory=dict)
    cut: bool = False


async def list_places(contract: GuardedContract, span: Span, zone: ZoneInfo, wanted: Wanted, size: int) -> list[Place]:
    """Registers that stood in the contract within the span, in order; ask for one more than is shown."""
    where, values = "", list[Any]()
    for word in wanted.words:
        where += " AND s.search LIKE {} ESCAPE '!'"
        values.append(f"%{escape(word)}%")
    if beyond := wanted.after or wanted.before:
        where += _BEYOND % (">" if wanted.after else "<")
        values += [contract.id, beyond]
    order = "s.sort_key DESC, s.id DESC" if wanted.before else "s.sort_key, s.id"
    found = await rows(
        _PLACES % f"{where} ORDER BY {order}",
        contract.id,
        span.until.last_day,
        span.since.day(1),
        *values,
        size,
    )
    return [place_of(row, zone) for row in found]


async def load_entries(
    contract: GuardedContract, ids: Sequence[int], span: Span, zone: ZoneInfo, limit: int, months: Period | None = None
) -> Found:
    """What was read, sent and typed within the span at these rows, with the reading before it, at most `limit`
    readings, the latest first; and the sums of months since `months`."""
    start, end = instant_in(span.since.start(zone)), instant_in(span.until.end(zone))
    sql, wanted = _ENTRIES, list(ids)
    drafts = [contract.id, wanted, start, end]
    values = [start, start, end, contract.id, wanted, limit + 1, *drafts, *drafts]
    if months:
        sql, values = sql + _MONTHS, [*values, contract.id, str(months)]
    entries: dict[int, list[Entry]] = defaultdict(list)
    sums, read = {}, 0
    for place, *rest in await tuples(sql, *values):
        if not place:
            sums[Period.parse(rest[7])] = rest[3]
            continue
        entry = entry_of(rest, zone)
        read += entry.status is not None
        entries[place].append(entry)
    return Found(entries, sums, read > limit)
