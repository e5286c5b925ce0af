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
_GIVEN = """SELECT c.id || ' ' || c.value || ' ' || c.status || ' ' || c.version || ' ' || c.receipt || ' ' || c.as_of
            || ' ' || c.reason FROM reading c
        WHERE c.register = s.register AND c.source = 'opening' AND c.contract = s.contract AND c.as_of >= {}
            AND c.as_of < {} ORDER BY c.as_of DESC, c.version DESC LIMIT 1"""
"""The latest of what the client gave for this period, in one text: as a join, PostgreSQL may walk all readings."""
_SELECT = f"""SELECT s.register, s.register, s.supply_object, o.name, o.address, p.name, p.power, p.loss_percent,
        p.loss_sign, i.ratio, s.installed_on, m.serial, m.type, m.verified_until, m.state, m.remote, g.zone, g.channel,
        g.digits, g.fraction_digits, b.typed, b.value, FALSE, b.version,
        (SELECT %s(k.as_of || ' ' || k.source || ' ' || k.status || ' ' || k.value, ';') FROM ({_KNOWN}) k),
        ({_GIVEN}), d.value
    FROM (%s) s
    JOIN supply_object o ON o.id = s.supply_object
    JOIN point p ON p.id = s.point
    JOIN installation i ON i.id = s.installation
    JOIN meter m ON m.id = s.meter
    JOIN register g ON g.id = s.register
    LEFT JOIN opening_draft b ON b.contract = s.contract AND b.register = s.register AND b.period = {{}}
    LEFT JOIN draft d ON d.register = s.register AND d.as_of = {{}} AND d.contract = s.contract
    ORDER BY s.place, s.register"""  # noqa: S608
# asked one by one in the list's order: as a join, PostgreSQL may walk everybody's rows for the sake of these few
_CUT = f"""SELECT x.*, p.place FROM (
        SELECT o.place, o.row_id FROM (
            SELECT w.sort_key AS place, w.register, (SELECT s.id FROM sheet_row s WHERE s.register = w.register
                AND s.contract + 0 = w.contract AND {STANDING}%s LIMIT 1) AS row_id
            FROM opening_due w WHERE w.contract = {{}} AND w.before_at > {{}}%s) o
        WHERE o.row_id IS NOT NULL ORDER BY o.place%s, o.register%s LIMIT {{}}) p
    JOIN sheet_row x ON x.id = p.row_id"""  # noqa: S608
_BEYOND = """ AND (w.sort_key, w.register) %s
    ((SELECT a.sort_key FROM opening_due a WHERE a.register = {} AND a.contract = {}), {})"""
_SOME = f"""SELECT s.*, s.sort_key AS place FROM sheet_row s
    WHERE s.contract + 0 = {{}} AND {STANDING} AND s.register IN ({{}})"""  # noqa: S608


async def page_of_openings(
    contract: GuardedContract, period: Period, zone: ZoneInfo, wanted: Wanted, size: int
) -> list[SheetLine]:
    """At most `size` lines in the sheet's order; some may turn out to have a previous value: then it is `counted`."""
    found = [f"%{escape(word)}%" for word in wanted.words]
    searched = " AND s.search LIKE {} ESCAPE '!'" * len(found)
    values = [*standing(period), *found, contract.id, instant_in(period.start(zone))]
    beyond = ""
    if row := wanted.after or wanted.before:
        beyond = _BEYOND % (">" if wanted.after else "<")
        values += [row, contract.id, row]
    order = " DESC" if wanted.before else ""
    return await _lines(period, zone, _CUT % (searched, beyond, order, order), [*values, size])


async def openings_of_registers(
    contract: GuardedContract, period: Period, zone: ZoneInfo, register_ids: Sequence[int]
) -> dict[int, SheetLine]:
    """Of these registers, in the sheet's order; those that stand elsewhere are not among them."""
    found = await _lines(period, zone, _SOME, [contract.id, *standing(period), list(register_ids)])
    return {line.register_id: line for line in found}


async def _lines(period: Period, zone: ZoneInfo, cut: str, values: Sequence[object]) -> list[SheetLine]:
    start, end = instant_in(period.start(zone)), instant_in(period.end(zone))
    known, given, ending = (end, start, start), (start, end), (str(period), end)
    found = await tuples(_SELECT % (joined(), cut), *known, *given, *values, *ending)
    return openings_of(found, period, zone)
