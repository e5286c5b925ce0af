"""Meters to be verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from src.storage.blocks import MINE
from src.storage.engine import rows
from src.storage.forms import instant_in


@dataclass(frozen=True, slots=True)
class MeterDue:
    """A meter whose verification ends soon or has ended; `verified_until` None: unknown, which counts as ended."""

    contract_id: int
    number: str
    place: str
    type: str
    serial: str
    verified_until: date | None


async def meters_due(user_id: int, until: date, now: datetime, limit: int) -> list[MeterDue]:
    """Installed meters of this person's contracts to be verified before `until`, the most urgent first."""
    at = instant_in(now)
    found = await rows(
        f"""SELECT c.id, c.number, o.name AS place, t.type, t.serial, t.verified_until
        FROM membership m
        JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
        JOIN sheet_row r ON r.contract = c.id AND r.removed_on IS NULL
            AND (r.verified_until < {{}} OR r.verified_until IS NULL)
        JOIN meter t ON t.id = r.meter
        JOIN supply_object o ON o.id = r.supply_object
        WHERE {MINE}
        GROUP BY c.id, c.number, o.name, t.id, t.type, t.serial, t.verified_until
        ORDER BY COALESCE(t.verified_until, {{}}), c.id, t.id LIMIT {{}}""",  # noqa: S608 - our own words alone
        until,
        user_id,
        at,
        at,
        date(1, 1, 1),
        limit,
    )
    return [
        MeterDue(row["id"], row["number"], row["place"], row["type"], row["serial"], row["verified_until"])
        for row in found
    ]
