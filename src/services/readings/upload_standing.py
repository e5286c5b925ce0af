"""Whether an uploaded workbook may still be taken: a right may be gone by now, a window may have shut."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.journal import Actor
from src.domain.uploads import CheckFault, Upload
from src.services import access
from src.services.readings.sheet import Head, NoSuchPeriod, find_head
from src.services.readings.upload_reading import Bench, Refused
from src.storage.engine import transaction
from src.storage.readings.drafts import lock_sheet


@dataclass(frozen=True, slots=True)
class Standing:
    """Who acts, and the sheet as it is now; it is counted."""

    actor: Actor
    contract: GuardedContract
    head: Head


async def stand_now(bench: Bench, upload: Upload) -> Standing:
    """Raises Refused."""
    now = bench.clock()
    try:
        contract = await access.guard_contract(upload.user_id, upload.contract_id, Action.SUBMIT, now)
        head = await find_head(contract, bench.settings, now, upload.period)
        if head.open and head.counts is None:
            async with transaction():
                await lock_sheet(contract, head.period, head.zone)
            head = await find_head(contract, bench.settings, now, upload.period)
    except (access.NotYours, access.NotAllowed) as error:
        raise Refused(CheckFault.NO_RIGHT) from error
    except NoSuchPeriod as error:
        raise Refused(CheckFault.SHUT) from error
    if not head.open:
        raise Refused(CheckFault.SHUT)
    return Standing(Actor(upload.user_id, upload.address, now), contract, head)
