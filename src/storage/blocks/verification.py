"""Meters to be verified."""

from dataclasses import dataclass
from datetime import date, datetime

from src.storage.blocks.parts import MINE, mine
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


_ROWS = f"""SELECT r.contract, r.meter, r.supply_object, r.verified_until FROM membership m
            JOIN sheet_row r ON r.contract = m.contract AND r.removed_on IS NULL AND r.verified_until %s
            WHERE {MINE}"""  # noqa: S608 - our own words alone
"""Each half goes straight to its place in the index; with OR every row of a contract would be read."""
_NEXT = f"""SELECT c.id, c.number, o.name AS place, t.type, t.serial, t.verified_until
    FROM (SELECT r.contract, r.meter, MIN(r.supply_object) AS place, COALESCE(MIN(r.verified_until), {{}}) AS until
        FROM ({_ROWS % "< {}"} UNION ALL {_ROWS % "IS NULL"}) r
        GROUP BY r.contract, r.meter ORDER BY until, r.contract, r.meter LIMIT {{}}) due
    JOIN contract c ON c.id = due.contract AND c.deleted = FALSE
    JOIN meter t ON t.id = due.meter
    JOIN supply_object o ON o.id = due.place
    ORDER BY due.until, c.id, t.id"""  # noqa: S608 - our own words alone
_UNKNOWN = date(1, 1, 1)


async def meters_due(user_id: int, until: date, now: datetime, limit: int) -> list[MeterDue]:
    """Installed meters of this person's contracts to be verified before `until`, the most urgent first."""
    return [
        MeterDue(row["id"], row["number"], row["place"], row["type"], row["serial"], row["verified_until"])
        for row in await rows(_NEXT, _UNKNOWN, until, *mine(user_id, now), *mine(user_id, now), limit)
    ]
