"""Registers that have nothing to count a period from: lines to give a reading for its beginning, in one query."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.sheets import SheetLine, Wanted
from src.storage.contracts import escape
from src.storage.engine import joined, tuples
from src.storage.forms import instant_in
from src.storage.readings.opening_forms import openings_of
from src.storage.sheets import STANDING, seen, standing, told_by

_KNOWN = f"""SELECT r.as_of, {told_by("r")} AS source, r.status, r.value FROM reading r
        WHERE r.register = s.register AND r.deleted = FALSE AND {seen("r")} AND r.as_of <= {{}}
            AND r.as_of >= COALESCE((SELECT MAX(q.as_of) FROM reading q WHERE q.register = s.register
                AND q.as_of <= {{}} AND q.deleted = FALSE AND q.status IN ('sent', 'accepted', 'in_calculation')
                AND {seen("q")}), {{}})"""  # noqa: S608
"""From the last one before the period's beginning, or of it, to its end."""
_GIVEN = """SELECT n.id FROM reading n WHERE n.register = s.register AND n.source = 'opening'
        AND n.contract = s.contract AND n.as_of >= {} AND n.as_of < {} AND n.deleted = FALSE
        ORDER BY n.as_of DESC, n.version DESC LIMIT 1"""
_SELECT = f"""SELECT s.register, s.register, s.supply_object, o.name, o.address, p.name, p.power, p.loss_percent,
        p.loss_sign, i.ratio, s.installed_on, m.serial, m.type, m.verified_until, m.state, m.remote, g.zone, g.channel,
        g.digits, g.fraction_digits, b.typed, b.value, FALSE, b.version,
        c.id, c.value, c.status, c.reason, c.version, c.receipt, c.deleted,
        (SELECT %s(k.as_of || ' ' || k.source || ' ' || k.status || ' ' || k.value, ';') FROM ({_KNOWN}) k),
        d.value, c.as_of
    FROM (%s) s
    JOIN supply_object o ON o.id = s.supply_object
    JOIN point p ON p.id = s.point
    JOIN installation i ON i.id = s.installation
    JOIN meter m ON m.id = s.meter
    JOIN register g ON g.id = s.register
    LEFT JOIN opening_draft b ON b.contract = s.contract AND b.register = s.register AND b.period = {{}}
    LEFT JOIN draft d ON d.register = s.register AND d.as_of = {{}} AND d.contract = s.contract
    LEFT JOIN reading c ON c.id = ({_GIVEN})
    ORDER BY s.place, s.register"""  # noqa: S608
# the sum keeps the engines from walking all the contract's rows, as they would for the sake of its index
_CUT = f"""SELECT s.*, w.sort_key AS place FROM opening_due w
    JOIN sheet_row s ON s.register = w.register AND s.contract + 0 = w.contract
    WHERE w.contract = {{}} AND w.before_at > {{}} AND {STANDING}"""  # noqa: S608
_BEYOND = """ AND (w.sort_key, w.register) %s
    ((SELECT a.sort_key FROM opening_due a WHERE a.register = {} AND a.contract = {}), {})"""
_SOME = f"""SELECT s.*, s.sort_key AS place FROM sheet_row s
    WHERE s.contract = {{}} AND {STANDING} AND s.register IN ({{}})"""  # noqa: S608


async def page_of_openings(
    contract: GuardedContract, period: Period, zone: ZoneInfo, wanted: Wanted, size: int
) -> list[SheetLine]:
    """At most `size` lines in the sheet's order; some may turn out to have a previous value: then it is `counted`."""
    parts, values = "", list[object]()
    for word in wanted.words:
        parts += " AND s.search LIKE {} ESCAPE '!'"
        values.append(f"%{escape(word)}%")
    if beyond := wanted.after or wanted.before:
        parts += _BEYOND % (">" if wanted.after else "<")
        values += [beyond, contract.id, beyond]
    order = "w.sort_key DESC, w.register DESC" if wanted.before else "w.sort_key, w.register"
    cut = f"{_CUT}{parts} ORDER BY {order} LIMIT {{}}"
    begins = instant_in(period.start(zone))
    return await _lines(period, zone, cut, [contract.id, begins, *standing(period), *values, size])


async def openings_of_registers(
    contract: GuardedContract, period: Period, zone: ZoneInfo, register_ids: Sequence[int]
) -> dict[int, SheetLine]:
    """Of these registers, in the sheet's order; those that stand elsewhere are not among them."""
    found = await _lines(period, zone, _SOME, [contract.id, *standing(period), list(register_ids)])
    return {line.register_id: line for line in found}


async def _lines(period: Period, zone: ZoneInfo, cut: str, values: Sequence[object]) -> list[SheetLine]:
    start, end = instant_in(period.start(zone)), instant_in(period.end(zone))
    found = await tuples(_SELECT % (joined(), cut), end, start, start, *values, str(period), end, start, end)
    return openings_of(found, period, zone)
