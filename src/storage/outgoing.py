"""What leaves for billing: receipts, and lines of other nouns, packed under numbers without gaps, written once, taken
once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from src.storage import leaving
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out, scaled_out

FORM = 2
"""Of `sent_readings.csv`: what was packed as the first one, without `source`, is written as that, for it may lie in
the folder already."""
PACKED_AT_ONCE = 500
REGISTERS_AT_ONCE = 10_000
"""A pack holds so many registers or one receipt: taking it must not hold the base for long."""


@dataclass(frozen=True, slots=True)
class SentReading:
    """A line of a receipt, with the keys by which billing knows things; instants in UTC. `replaces`: number of the
    receipt whose value of this very register it corrects, '' where there was none in force."""

    receipt: str
    contract: str
    register: str
    as_of: datetime
    value: Decimal
    sent_at: datetime
    login: str
    replaces: str
    source: str


async def pack(now: datetime, lines: Sequence[int] = ()) -> int | None:
    """Give the oldest receipts that wait, and these lines of other nouns, the next number, in the open transaction;
    None when there is nothing."""
    receipts = await _waiting_receipts()
    if not receipts and not lines:
        return None
    [last] = await rows("SELECT COALESCE(MAX(number), 0) AS number FROM outgoing")
    number = int(last["number"]) + 1
    await execute("INSERT INTO outgoing (number, made_at, form) VALUES ({}, {}, {})", number, instant_in(now), FORM)
    if receipts:
        await execute("UPDATE receipt SET outgoing = {} WHERE id IN ({}) AND outgoing IS NULL", number, receipts)
    if lines:
        await leaving.give_number(number, lines)
    return number


async def _waiting_receipts() -> list[int]:
    waiting = await rows(
        "SELECT id, registers FROM receipt WHERE outgoing IS NULL ORDER BY id LIMIT {}", PACKED_AT_ONCE
    )
    chosen: list[int] = []
    registers = 0
    for row in waiting:
        if chosen and registers + row["registers"] > REGISTERS_AT_ONCE:
            break
        chosen.append(row["id"])
        registers += row["registers"]
    return chosen


async def unwritten() -> list[int]:
    """Packed, and not known to lie in the folder: packing and writing cannot be one step."""
    found = await rows("SELECT number FROM outgoing WHERE written_at IS NULL ORDER BY number")
    return [row["number"] for row in found]


async def form_of(number: int) -> int:
    [row] = await rows("SELECT form FROM outgoing WHERE number = {}", number)
    return int(row["form"])


async def digest_of(number: int) -> str:
    """Of the manifest that was to appear under this number, '' if none was yet."""
    [row] = await rows("SELECT digest FROM outgoing WHERE number = {}", number)
    return str(row["digest"])


async def note_digest(number: int, digest: str) -> None:
    """In the open transaction, before it appears: should it be there at the next start, it is known as ours."""
    await execute("UPDATE outgoing SET digest = {} WHERE number = {}", digest, number)


async def receipts_of(number: int) -> list[int]:
    return [row["id"] for row in await rows("SELECT id FROM receipt WHERE outgoing = {} ORDER BY id", number)]


async def readings_of(receipt_id: int) -> list[SentReading]:
    """As they were sent, in the order of the receipt: what became of them later changes nothing here."""
    found = await rows(
        """SELECT r.number AS receipt, c.key AS contract, g.key AS register, d.as_of, d.value, r.sent_at, d.source,
            u.email AS login, COALESCE((SELECT old.number FROM reading e JOIN receipt old ON old.id = e.receipt
                WHERE e.register = d.register AND e.as_of = d.as_of AND e.source = d.source AND e.status = 'corrected'
                    AND e.version = (SELECT MAX(x.version) FROM reading x WHERE x.register = d.register
                        AND x.as_of = d.as_of AND x.source = d.source AND x.contract = d.contract
                        AND x.version < d.version)), '') AS replaces
        FROM reading d
        JOIN receipt r ON r.id = d.receipt
        JOIN contract c ON c.id = r.contract
        JOIN register g ON g.id = d.register
        JOIN app_user u ON u.id = r.app_user
        WHERE d.receipt = {} ORDER BY d.id""",
        receipt_id,
    )
    return [_sent(row) for row in found]


def _sent(row: dict[str, object]) -> SentReading:
    as_of, sent_at, value = (int(str(row[name])) for name in ("as_of", "sent_at", "value"))
    texts = {name: str(row[name]) for name in ("receipt", "contract", "register", "login", "replaces", "source")}
    return SentReading(
        **texts, as_of=instant_out(as_of), sent_at=instant_out(sent_at), value=scaled_out(value)
    )  # fmt: skip


async def give_up(number: int) -> bool:
    """Nothing is in it any more: the next one takes its number. False: something is."""
    return bool(
        await execute(
            """DELETE FROM outgoing WHERE number = {}
            AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.outgoing = outgoing.number)
            AND NOT EXISTS (SELECT 1 FROM leaving l WHERE l.outgoing = outgoing.number)""",
            number,
        )
    )


async def mark_written(number: int, now: datetime) -> None:
    await execute("UPDATE outgoing SET written_at = {} WHERE number = {}", instant_in(now), number)


async def not_taken() -> set[int]:
    """Written, and not acknowledged by billing."""
    found = await rows("SELECT number FROM outgoing WHERE written_at IS NOT NULL AND acknowledged_at IS NULL")
    return {row["number"] for row in found}


async def take(number: int, now: datetime) -> bool:
    """Billing has taken it: what is still «Отправлено» becomes «Принято». False: it was told before."""
    if not await execute(
        "UPDATE outgoing SET acknowledged_at = {} WHERE number = {} AND acknowledged_at IS NULL",
        instant_in(now),
        number,
    ):
        return False
    await execute(
        """UPDATE reading SET status = 'accepted'
        WHERE status = 'sent' AND receipt IN (SELECT id FROM receipt WHERE outgoing = {})""",
        number,
    )
    return True
