"""Meters to be verified."""

from dataclasses import dataclass
from datetime import date, datetime

from src.storage.blocks.parts import OPEN_MINE, mine
from src.storage.engine import rows


@dataclass(frozen=True, slots=True)
class MeterDue:
    """A meter whose verification ends soon or has ended; `verified_until` None: unknown, which counts as ended."""

    contract_id: int
    number: str
    place: str
    type: str
    serial: str
    verified_until: date | None


# the most urgent n meters are in the n contracts of the most urgent ones, and among the first n of each
_LAST_OF_CONTRACT = """(SELECT x.%s FROM sheet_row x
            WHERE x.contract = m.contract AND x.removed_on IS NULL AND x.verified_until < {}
            GROUP BY x.verified_until, x.meter ORDER BY x.verified_until, x.meter LIMIT 1 OFFSET {})"""
_CONTRACTS = f"""SELECT m.contract, COALESCE({_LAST_OF_CONTRACT % "verified_until"}, {{}}) AS last_day,
            COALESCE({_LAST_OF_CONTRACT % "meter"}, 0) AS last_meter
        FROM (SELECT m.contract FROM membership m WHERE {OPEN_MINE} AND m.verified_until < {{}}
            ORDER BY m.verified_until, m.contract LIMIT {{}}) m"""  # noqa: S608 - our own words alone
_NEXT = f"""SELECT c.id, c.number, o.name AS place, t.type, t.serial, t.verified_until
    FROM (SELECT r.contract, r.meter, MIN(r.supply_object) AS place, r.verified_until AS until
        FROM ({_CONTRACTS}) f
        JOIN sheet_row r ON r.contract = f.contract AND r.removed_on IS NULL
            AND (r.verified_until, r.meter) <= (f.last_day, f.last_meter)
        GROUP BY r.contract, r.verified_until, r.meter ORDER BY until, r.contract, r.meter LIMIT {{}}) due
    JOIN contract c ON c.id = due.contract AND c.deleted = FALSE
    JOIN meter t ON t.id = due.meter
    JOIN supply_object o ON o.id = due.place
    ORDER BY due.until, c.id, t.id"""  # noqa: S608 - our own words alone


async def meters_due(user_id: int, until: date, now: datetime, limit: int) -> list[MeterDue]:
    """Installed meters of this person's contracts to be verified before `until`, the most urgent first."""
    last = (until, limit - 1)
    found = await rows(_NEXT, *last, until, *last, *mine(user_id, now), until, limit, limit)
    return [
        MeterDue(row["id"], row["number"], row["place"], row["type"], row["serial"], row["verified_until"])
        for row in found
    ]
