"""Drafts of a sheet. Whoever writes locks the sheet's row first: one writer at a time for a contract and period."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.periods import Period
from src.storage import sheets, waiting
from src.storage.engine import execute, execute_many, rows
from src.storage.forms import instant_in, scaled_in
from src.storage.readings.heads import Counts


@dataclass(frozen=True, slots=True)
class NewDraft:
    """`value` None: what was typed is refused and kept as it is."""

    register_id: int
    typed: str
    value: Decimal | None
    confirmed: bool


async def lock_sheet(contract: GuardedContract, period: Period, zone: ZoneInfo) -> Counts:
    """Hold the sheet until the transaction ends; its counts with a new version, which no draft of it has yet."""
    if counts := await _lock(contract, period, zone):
        return counts
    # a period that nobody has counted yet, or a contract without registers
    await execute(
        """INSERT INTO sheet (contract, as_of, period, needed, drafted, sent, refused, remote, version)
        VALUES ({}, {}, {}, 0, 0, 0, 0, 0, 0) ON CONFLICT (contract, as_of) DO NOTHING""",
        contract.id,
        instant_in(period.end(zone)),
        str(period),
    )
    await sheets.recount_sheet([contract.id], period, zone)
    counts = await _lock(contract, period, zone)
    assert counts is not None, "the row was just written"  # noqa: S101
    return counts


async def _lock(contract: GuardedContract, period: Period, zone: ZoneInfo) -> Counts | None:
    found = await rows(
        """UPDATE sheet SET version = version + 1 WHERE contract = {} AND as_of = {}
        RETURNING needed, drafted, sent, refused, remote, version""",
        contract.id,
        instant_in(period.end(zone)),
    )
    return Counts(**found[0]) if found else None


async def hold_sheet(contract: GuardedContract, period: Period, zone: ZoneInfo) -> None:
    """As `lock_sheet`, with the version as it was: what is written changes nothing that a person has looked over."""
    end = instant_in(period.end(zone))
    if not await rows("SELECT version FROM sheet WHERE contract = {} AND as_of = {} FOR UPDATE", contract.id, end):
        await lock_sheet(contract, period, zone)


async def put_drafts(
    contract: GuardedContract, period: Period, zone: ZoneInfo, drafts: Sequence[NewDraft], version: int, actor: Actor
) -> None:
    """Write them under this version of the locked sheet; the registers were looked up in the guarded contract."""
    as_of, saved_at = instant_in(period.end(zone)), instant_in(actor.now)
    await execute_many(
        """INSERT INTO draft (register, as_of, contract, typed, value, confirmed, version, app_user, saved_at)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})
        ON CONFLICT (register, as_of, contract) DO UPDATE SET typed = excluded.typed, value = excluded.value,
            confirmed = excluded.confirmed, version = excluded.version, app_user = excluded.app_user,
            saved_at = excluded.saved_at""",
        [
            (
                draft.register_id,
                as_of,
                contract.id,
                draft.typed,
                scaled_in(draft.value),
                draft.confirmed,
                version,
                actor.user_id,
                saved_at,
            )
            for draft in drafts
        ],
    )


async def drop_drafts(contract: GuardedContract, period: Period, zone: ZoneInfo, register_ids: Sequence[int]) -> None:
    if register_ids:
        await execute(
            "DELETE FROM draft WHERE as_of = {} AND contract = {} AND register IN ({})",
            instant_in(period.end(zone)),
            contract.id,
            list(register_ids),
        )


async def shift_counts(contract: GuardedContract, period: Period, zone: ZoneInfo, drafted: int, sent: int) -> None:
    """Add to the counts of the locked sheet."""
    if drafted or sent:
        await execute(
            "UPDATE sheet SET drafted = drafted + {}, sent = sent + {} WHERE contract = {} AND as_of = {}",
            drafted,
            sent,
            contract.id,
            instant_in(period.end(zone)),
        )
    if sent:
        await waiting.recount_due([contract.id], period.previous)
