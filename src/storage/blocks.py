"""What the blocks of the start page show, one query a block; and which blocks a person has put away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out

_MINE: Final = "m.app_user = {} AND m.from_at <= {} AND (m.until_at IS NULL OR m.until_at > {})"


@dataclass(frozen=True, slots=True)
class ReadingsDue:
    """A contract with an open window and registers without a sent reading."""

    contract_id: int
    number: str
    party: str
    period: Period
    needed: int
    sent: int
    drafted: int
    closes_at: datetime

    @property
    def missing(self) -> int:
        return self.needed - self.sent


@dataclass(frozen=True, slots=True)
class MeterDue:
    """A meter whose verification ends soon or has ended; `verified_until` None: unknown, which counts as ended."""

    contract_id: int
    number: str
    place: str
    type: str
    serial: str
    verified_until: date | None


async def block_states(user_id: int) -> dict[str, str]:
    """`folded` or `tray` by block; a block that stands open is not there."""
    found = await rows("SELECT block, state FROM block_state WHERE app_user = {}", user_id)
    return {row["block"]: row["state"] for row in found}


async def set_block_state(user_id: int, block: str, state: str) -> None:
    await execute(
        """INSERT INTO block_state (app_user, block, state) VALUES ({}, {}, {})
        ON CONFLICT (app_user, block) DO UPDATE SET state = excluded.state""",
        user_id,
        block,
        state,
    )


async def open_block(user_id: int, block: str) -> None:
    await execute("DELETE FROM block_state WHERE app_user = {} AND block = {}", user_id, block)


async def month_sums(user_id: int, contract_id: int, first: Period, now: datetime) -> dict[Period, int]:
    """Whole kWh by period from `first` on, of a contract that this person may see."""
    at = instant_in(now)
    found = await rows(
        f"""SELECT cm.period, cm.kwh FROM membership m JOIN contract_month cm ON cm.contract = m.contract
        WHERE {_MINE} AND m.contract = {{}} AND cm.period >= {{}}""",  # noqa: S608 - our own words alone
        user_id,
        at,
        at,
        contract_id,
        str(first),
    )
    return {Period.parse(row["period"]): row["kwh"] for row in found}


_READINGS_DUE: Final = f"""SELECT c.id, c.number, p.name AS party, s.period, s.needed, s.sent, s.drafted,
        COALESCE(own.closes_at, common.closes_at, std.closes_at) AS closes_at
    FROM (SELECT CAST({{}} AS VARCHAR(7)) AS period, CAST({{}} AS BIGINT) AS opens_at, CAST({{}} AS BIGINT) AS closes_at
        UNION ALL SELECT {{}}, CAST({{}} AS BIGINT), CAST({{}} AS BIGINT)
        UNION ALL SELECT {{}}, CAST({{}} AS BIGINT), CAST({{}} AS BIGINT)) std
    JOIN membership m ON {_MINE} AND m.role IN ('admin', 'submitter')
    JOIN contract c ON c.id = m.contract AND c.deleted = FALSE
    JOIN party p ON p.id = c.party
    JOIN sheet s ON s.contract = c.id AND s.period = std.period AND s.needed > s.sent
    LEFT JOIN submission_window own ON own.contract_key = c.key AND own.period = std.period AND own.deleted = FALSE
    LEFT JOIN submission_window common ON common.contract_key = '*' AND common.period = std.period
        AND common.deleted = FALSE
    WHERE COALESCE(own.opens_at, common.opens_at, std.opens_at) <= {{}}
        AND COALESCE(own.closes_at, common.closes_at, std.closes_at) > {{}}
    ORDER BY closes_at, m.sort_key, c.id LIMIT {{}}"""  # noqa: S608 - our own words alone


async def readings_due(user_id: int, defaults: Mapping[Period, Window], now: datetime, limit: int) -> list[ReadingsDue]:
    """Contracts in which this person may send readings, whose window is open and not all is sent.

    A contract's own window goes before the one for all, that before the default of its period (exactly three of them).
    """
    at = instant_in(now)
    standard = [
        value
        for period, window in defaults.items()
        for value in (str(period), instant_in(window.opens_at), instant_in(window.closes_at))
    ]
    found = await rows(_READINGS_DUE, *standard, user_id, at, at, at, at, limit)
    return [
        ReadingsDue(
            row["id"],
            row["number"],
            row["party"],
            Period.parse(row["period"]),
            row["needed"],
            row["sent"],
            row["drafted"],
            instant_out(row["closes_at"]),
        )
        for row in found
    ]


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
        WHERE {_MINE}
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
