"""Drafts of openings; whoever writes holds the sheet of the period, as in drafts.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.periods import Period
from src.domain.sheets import Draft
from src.storage.engine import execute, execute_many, tuples
from src.storage.forms import instant_in, scaled_in


@dataclass(frozen=True, slots=True)
class NewDraft:
    """`as_of`: of what midnight the reading is meant to be, as it is known now."""

    register_id: int
    as_of: datetime
    draft: Draft


async def put_drafts(contract: GuardedContract, period: Period, drafts: Sequence[NewDraft], actor: Actor) -> None:
    """The registers were looked up in the guarded contract."""
    await execute_many(
        """INSERT INTO opening_draft (contract, register, period, as_of, typed, value, version, app_user, saved_at)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})
        ON CONFLICT (contract, register, period) DO UPDATE SET as_of = excluded.as_of, typed = excluded.typed,
            value = excluded.value, version = excluded.version, app_user = excluded.app_user,
            saved_at = excluded.saved_at""",
        [
            (
                contract.id,
                new.register_id,
                str(period),
                instant_in(new.as_of),
                new.draft.typed,
                scaled_in(new.draft.value),
                new.draft.version,
                actor.user_id,
                instant_in(actor.now),
            )
            for new in drafts
        ],
    )


async def drop_drafts(contract: GuardedContract, period: Period, register_ids: Sequence[int]) -> None:
    if register_ids:
        await execute(
            "DELETE FROM opening_draft WHERE contract = {} AND period = {} AND register IN ({})",
            contract.id,
            str(period),
            list(register_ids),
        )


async def drafted_registers(contract: GuardedContract, period: Period) -> list[int]:
    found = await tuples(
        "SELECT register FROM opening_draft WHERE contract = {} AND period = {} ORDER BY register",
        contract.id,
        str(period),
    )
    return [register for (register,) in found]
