"""How far a contract is with the readings of a period: the row that lists and blocks show without counting."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.engine import execute, tuples
from src.storage.forms import instant_in
from src.storage.recount_queue import mark_months, month_bit
from src.storage.waiting import recount_due

STANDING: Final = """s.installed_on < {} AND (s.removed_on IS NULL OR s.removed_on >= {})
    AND NOT EXISTS (SELECT 1 FROM contract k WHERE k.id = s.contract AND k.closed_on < {})"""
"""A row takes part in the reading as of 00:00 of a day when its meter came before that day and went not before it, and
the contract was in force on a day of the month that ends then. Its values: `standing`."""


def own(reading: str) -> str:
    """SQL: this reading was sent for the contract of the row `s`, or nobody sent it here. A meter that went to another
    customer takes along neither what was typed nor what was sent."""
    return f"({reading}.contract IS NULL OR {reading}.contract = s.contract)"


def seen(reading: str) -> str:
    """SQL: `own`, or what another had sent, once billing has counted it: then it is the meter's."""
    return f"({reading}.status = 'in_calculation' OR {own(reading)})"


def told_by(reading: str) -> str:
    """SQL: the source of a reading; an opening one that a client gave is told from the supplier's word."""
    given = f"{reading}.source = 'opening' AND {reading}.contract IS NOT NULL"
    return f"CASE WHEN {given} THEN 'own' ELSE {reading}.source END"


def standing(period: Period) -> tuple[date, date, date]:
    end = period.next.day(1)
    return end, end, period.day(1)


_COUNT: Final = f"""INSERT INTO sheet (contract, as_of, period, needed, drafted, sent, refused, remote, version)
    SELECT contract, CAST({{}} AS BIGINT), CAST({{}} AS VARCHAR(7)),
        SUM(asked), SUM(asked * drafted), SUM(asked * sent * (1 - drafted)), SUM(1 - asked - remote), SUM(remote), 0
    FROM (SELECT s.contract,
            CASE WHEN m.remote = FALSE AND m.state = 'working' AND m.verified_until >= {{}} THEN 1 ELSE 0 END AS asked,
            CASE WHEN m.remote = TRUE THEN 1 ELSE 0 END AS remote,
            CASE WHEN EXISTS (SELECT 1 FROM draft d WHERE d.register = s.register AND d.as_of = {{}}
                AND d.contract = s.contract AND d.value IS NOT NULL) THEN 1 ELSE 0 END AS drafted,
            CASE WHEN EXISTS (SELECT 1 FROM reading g WHERE g.register = s.register AND g.as_of = {{}}
                AND g.deleted = FALSE AND (g.status = 'in_calculation'
                OR g.source = 'client' AND g.status IN ('sent', 'accepted') AND {own("g")})) THEN 1 ELSE 0 END AS sent
        FROM sheet_row s JOIN meter m ON m.id = s.meter
        WHERE s.contract IN ({{}}) AND {STANDING}) counted
    GROUP BY contract
    ON CONFLICT (contract, as_of) DO UPDATE SET needed = excluded.needed, drafted = excluded.drafted,
        sent = excluded.sent, refused = excluded.refused, remote = excluded.remote"""  # noqa: S608

_NONE: Final = """UPDATE sheet SET needed = 0, drafted = 0, sent = 0, refused = 0, remote = 0
    WHERE as_of = {} AND contract IN ({})"""


async def recount_sheet(ids: Sequence[int], period: Period, zone: ZoneInfo) -> None:
    """Count the registers of these contracts for the reading at the end of the period.

    needed: the client reads them; refused: faulty or not verified to the period's end; remote: read from afar;
    drafted: of the needed ones, with a saved value; sent: with a reading in force and no saved value over it, so that
    needed less drafted less sent are still missing. The row's version stays.
    """
    as_of = instant_in(period.end(zone))
    await execute(_NONE, as_of, ids)
    await execute(_COUNT, as_of, str(period), period.last_day, as_of, as_of, ids, *standing(period))


async def without_sheet(period: Period, zone: ZoneInfo, after: int, count: int) -> list[int]:
    """Contracts, by id from `after` on, with registers to count for this period that nobody has counted yet."""
    found = await tuples(
        f"""SELECT c.id FROM contract c WHERE c.id > {{}} AND c.deleted = FALSE
            AND NOT EXISTS (SELECT 1 FROM sheet t WHERE t.contract = c.id AND t.as_of = {{}})
            AND EXISTS (SELECT 1 FROM sheet_row s WHERE s.contract = c.id AND {STANDING})
        ORDER BY c.id LIMIT {{}}""",  # noqa: S608
        after,
        instant_in(period.end(zone)),
        *standing(period),
        count,
    )
    return [id_ for (id_,) in found]


async def settle_sheet(contract_id: int, period: Period, now: datetime, zone: ZoneInfo) -> None:
    """After a sending: count this sheet at once, and have the month's sums counted by the worker."""
    await recount_sheet([contract_id], period, zone)
    await recount_due([contract_id], period.previous)
    await mark_months({contract_id: month_bit(period)}, now)
