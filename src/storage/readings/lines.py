"""Lines of a sheet, each with all that is known of its register, in one query however large the contract is."""

from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.sheets import Only, SheetLine, Wanted
from src.storage.engine import joined, rows, tuples
from src.storage.forms import instant_in
from src.storage.readings.forms import lines_of
from src.storage.sheets import STANDING, own, seen, standing, told_by
from src.storage.turns import in_turns

_READINGS: Final = f"""SELECT r.as_of, {told_by("r")} AS source, r.status, r.value FROM reading r
        WHERE r.register = s.register AND r.deleted = FALSE AND {seen("r")}"""  # noqa: S608
_KNOWN: Final = f"""{_READINGS} AND r.as_of >= {{}} AND r.as_of <= {{}}
            AND (r.as_of = {{}} OR r.as_of = {{}} OR r.source = 'opening' OR i.installed_on > {{}})
    UNION ALL {_READINGS} AND r.as_of IN ({{}}) AND (d.version IS NOT NULL OR {{}} = 1)
    UNION ALL {_READINGS} AND NOT EXISTS (SELECT 1 FROM reading z WHERE z.register = s.register AND z.as_of = {{}}
        AND z.status = 'in_calculation' AND z.deleted = FALSE) AND r.as_of = (SELECT MAX(q.as_of) FROM reading q
        WHERE q.register = s.register AND q.as_of < {{}} AND q.deleted = FALSE
            AND q.status IN ('sent', 'accepted', 'in_calculation') AND {seen("q")})"""  # noqa: S608
"""At both ends of the period, opening ones within, and all within of a meter that came within; a year before, when a
value is held against it; and the last one before, when none is in calculation at the start."""
_CLIENTS: Final = f"c.register = s.register AND c.source = 'client' AND {own('c')}"
_NONE_LATER: Final = f"""NOT EXISTS (SELECT 1 FROM reading n WHERE n.register = s.register AND n.source = 'client'
        AND {own("n")} AND n.as_of = c.as_of AND n.version > c.version)"""  # noqa: S608
_SELECT: Final = f"""SELECT s.id, s.register, s.supply_object, o.name AS object_name, o.address,
        p.name AS point_name, p.power, p.loss_percent, p.loss_sign, i.ratio, i.installed_on,
        m.serial, m.type, m.verified_until, m.state, m.remote, g.zone, g.channel, g.digits, g.fraction_digits,
        d.typed, d.value AS draft_value, d.confirmed, d.version AS draft_version,
        c.id AS reading, c.value AS sent_value, c.status, c.reason, c.version AS sent_version, c.receipt,
        c.deleted AS sent_deleted,
        (SELECT %s(k.as_of || ' ' || k.source || ' ' || k.status || ' ' || k.value, ';') FROM ({_KNOWN}) k) AS known
    FROM (%s) s
    JOIN supply_object o ON o.id = s.supply_object
    JOIN point p ON p.id = s.point
    JOIN installation i ON i.id = s.installation
    JOIN meter m ON m.id = s.meter
    JOIN register g ON g.id = s.register
    LEFT JOIN draft d ON d.register = s.register AND d.as_of = {{}} AND d.contract = s.contract
    LEFT JOIN reading c ON {_CLIENTS} AND c.as_of = {{}} AND {_NONE_LATER}
    ORDER BY s.sort_key, s.id"""  # noqa: S608
# the page is cut out of the narrow rows before anything is joined to it: its cost is that of the page
_CUT: Final = "SELECT s.* FROM sheet_row s WHERE s.contract = {} AND " + STANDING  # noqa: S608
_ALL: Final = f"SELECT s.id FROM sheet_row s WHERE s.contract = {{}} AND {STANDING} ORDER BY s.sort_key, s.id"  # noqa: S608
# the sum keeps the planner from walking a large contract for a few rows that it finds by their own key
_FEW: Final = "SELECT s.* FROM sheet_row s WHERE s.contract + 0 = {} AND " + STANDING + " AND s.register IN ({})"  # noqa: S608
_ROWS: Final = "SELECT s.* FROM sheet_row s WHERE s.contract + 0 = {} AND s.id IN ({})"
_DRAFTED: Final = f"""SELECT s.id FROM sheet_row s
    JOIN draft d ON d.register = s.register AND d.as_of = {{}} AND d.contract = s.contract
    WHERE s.contract = {{}} AND {STANDING} ORDER BY s.sort_key, s.id"""  # noqa: S608
_DRAFT: Final = "SELECT 1 FROM draft d WHERE d.register = s.register AND d.contract = s.contract AND d.as_of ="
_DUE: Final = f"""EXISTS (SELECT 1 FROM meter m WHERE m.id = s.meter AND m.remote = FALSE AND m.state = 'working'
        AND m.verified_until >= {{}})
    AND NOT EXISTS ({_DRAFT} {{}})
    AND NOT EXISTS (SELECT 1 FROM reading e WHERE e.register = s.register AND e.as_of = {{}}
        AND e.deleted = FALSE AND (e.status = 'in_calculation'
            OR e.source = 'client' AND e.status IN ('sent', 'accepted') AND {own("e")}))"""  # noqa: S608
_WRONG: Final = f"""(EXISTS ({_DRAFT} {{}} AND d.value IS NULL)
    OR NOT EXISTS ({_DRAFT} {{}})
        AND EXISTS (SELECT 1 FROM reading c WHERE {_CLIENTS} AND c.as_of = {{}} AND c.deleted = FALSE
            AND c.status = 'rejected' AND {_NONE_LATER}))"""  # noqa: S608
_BEYOND: Final = """(s.sort_key, s.id) %s
    ((SELECT a.sort_key FROM sheet_row a WHERE a.id = {} AND a.contract = {}), {})"""


async def page_of_lines(
    contract: GuardedContract, period: Period, zone: ZoneInfo, wanted: Wanted, size: int
) -> list[SheetLine]:
    """At most `size` lines in order; ask for one more than is shown to know whether others follow."""
    where, values = _conditions(contract, period, zone, wanted)
    order = "s.sort_key DESC, s.id DESC" if wanted.before else "s.sort_key, s.id"
    cut = _CUT + f"{where} ORDER BY {order} LIMIT {{}}"
    return await _lines(period, zone, cut, [contract.id, *standing(period), *values, size])


async def lines_of_registers(
    contract: GuardedContract, period: Period, zone: ZoneInfo, register_ids: Sequence[int]
) -> dict[int, SheetLine]:
    """The lines of these registers by register; those of other contracts are not among them."""
    found = await _lines(period, zone, _FEW, [contract.id, *standing(period), list(register_ids)], judging=True)
    return {line.register_id: line for line in found}


async def serials_of_gone(contract: GuardedContract, register_ids: Sequence[int]) -> dict[int, str]:
    """Serials of the meters of those registers that have ever stood in this contract: their row may be gone since."""
    found = await rows(
        """SELECT g.id, m.serial FROM register g JOIN meter m ON m.id = g.meter
        WHERE g.id IN ({}) AND EXISTS (SELECT 1 FROM installation i JOIN point p ON p.id = i.point
            JOIN supply_object o ON o.id = p.supply_object WHERE i.meter = m.id AND o.contract = {})""",
        list(register_ids),
        contract.id,
    )
    return {row["id"]: row["serial"] for row in found}


async def standing_rows(contract: GuardedContract, period: Period) -> list[int]:
    """All rows of the sheet in its order; to be read in stretches, whatever comes and goes meanwhile."""
    found = await tuples(_ALL, contract.id, *standing(period))
    return [id_ for (id_,) in found]


async def drafted_rows(contract: GuardedContract, period: Period, zone: ZoneInfo) -> list[int]:
    """Rows of the registers that have a draft, in the sheet's order."""
    end = instant_in(period.end(zone))
    found = await tuples(_DRAFTED, end, contract.id, *standing(period))
    return [id_ for (id_,) in found]


async def lines_of_rows(
    contract: GuardedContract, period: Period, zone: ZoneInfo, row_ids: Sequence[int]
) -> list[SheetLine]:
    """In the sheet's order; rows that have gone since are left out."""
    return await _lines(period, zone, _ROWS, [contract.id, list(row_ids)])


def _conditions(contract: GuardedContract, period: Period, zone: ZoneInfo, wanted: Wanted) -> tuple[str, list[Any]]:
    parts, values = [], list[Any]()
    end = instant_in(period.end(zone))
    for word in wanted.words:
        parts.append(r"s.search LIKE {} ESCAPE '\'")
        values.append("%" + word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%")
    if wanted.only is Only.EMPTY:
        parts.append(_DUE)
        values += [period.last_day, end, end]
    elif wanted.only is Only.WRONG:
        parts.append(_WRONG)
        values += [end, end, end]
    if beyond := wanted.after or wanted.before:
        parts.append(_BEYOND % (">" if wanted.after else "<"))
        values += [beyond, contract.id, beyond]
    return "".join(f" AND {part}" for part in parts), values


async def _lines(
    period: Period, zone: ZoneInfo, cut: str, values: Sequence[Any], *, judging: bool = False
) -> list[SheetLine]:
    """The lines of the rows that the query `cut` with its values finds; `judging`: new values will be held against
    the year before, which is read for those with a draft alone otherwise."""
    start, end = instant_in(period.start(zone)), instant_in(period.end(zone))
    year_ago = [instant_in(period.year_before.start(zone)), instant_in(period.year_before.end(zone))]
    known = (start, end, start, end, period.day(1), year_ago, int(judging), start, start)
    found = await tuples(_SELECT % (joined(), cut), *known, *values, end, end)
    return [line async for line in in_turns(lines_of(found, period, zone))]
