"""Whom billing's rejections are still to be told: a row for each person and receipt, gone with the letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from src.domain.periods import Period
from src.storage.engine import execute, execute_many, rows
from src.storage.forms import instant_in
from src.storage.in_force import in_force

RECEIPTS_AT_ONCE = 10_000
BROKEN_OFF = timedelta(hours=1)
"""A delivery that has been under way for longer keeps nobody waiting."""
QUIET = "NOT EXISTS (SELECT 1 FROM delivery WHERE state = 'going' AND started_at > {})"
"""No delivery is under way; `{}` is BROKEN_OFF ago."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Of one receipt: how many readings billing has rejected, and one of its reasons."""

    receipt_id: int
    number: str
    contract_id: int
    registers: int
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """A receipt as the letter names it."""

    number: str
    contract_id: int
    contract: str
    period: Period
    registers: int
    reason: str


# whoever may send the readings again, now: `{}` twice the instant
_MAY_SUBMIT = f"m.role IN ('admin', 'submitter') AND {in_force('m')}"


async def put(rejected: Iterable[Rejected], now: datetime) -> None:
    """In the transaction that takes the statuses in; what has been put there of a receipt already is added to."""
    at = instant_in(now)
    await execute_many(
        f"""INSERT INTO rejection (app_user, receipt, registers, reason)
        SELECT m.app_user, CAST({{}} AS BIGINT), CAST({{}} AS INTEGER), CAST({{}} AS VARCHAR(500)) FROM membership m
        WHERE m.contract = {{}} AND {_MAY_SUBMIT}
        ON CONFLICT (app_user, receipt) DO UPDATE SET registers = rejection.registers + excluded.registers""",  # noqa: S608
        [(each.receipt_id, each.registers, each.reason, each.contract_id, at, at) for each in rejected],
    )


async def waiting(now: datetime) -> list[int]:
    """People who are to be told; nobody while a delivery is under way, so that one letter tells of all of it."""
    found = await rows(
        f"SELECT DISTINCT app_user FROM rejection WHERE {QUIET} ORDER BY app_user",  # noqa: S608 our own words alone
        instant_in(now - BROKEN_OFF),
    )
    return [row["app_user"] for row in found]


async def take(user_id: int, now: datetime) -> list[Told]:
    """What this person is to be told, in the order of receipts; it is not told again. Contracts that they have lost
    since are passed over in silence."""
    held = [
        row["id"]
        for row in await rows(
            "SELECT id FROM rejection WHERE app_user = {} ORDER BY id LIMIT {} FOR UPDATE", user_id, RECEIPTS_AT_ONCE
        )
    ]
    at = instant_in(now)
    found = await rows(
        f"""SELECT r.number, c.id AS contract_id, c.number AS contract, r.period, x.registers, x.reason
        FROM rejection x JOIN receipt r ON r.id = x.receipt JOIN contract c ON c.id = r.contract
        JOIN membership m ON m.contract = c.id AND m.app_user = x.app_user AND {_MAY_SUBMIT}
        WHERE x.id IN ({{}}) ORDER BY r.id""",  # noqa: S608 our own words alone
        at,
        at,
        held,
    )
    await execute("DELETE FROM rejection WHERE id IN ({})", held)
    return [
        Told(
            row["number"],
            row["contract_id"],
            row["contract"],
            Period.parse(row["period"]),
            row["registers"],
            row["reason"],
        )
        for row in found
    ]
