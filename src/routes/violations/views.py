"""What the pages of one act have in common."""

from src.domain.access import GuardedContract
from src.domain.violations import Act
from src.services import violations
from src.web.front import NotFoundException


async def act_of(contract: GuardedContract, act_id: int) -> Act:
    """404 where the contract has none."""
    try:
        return await violations.find(contract, act_id)
    except violations.NoSuchAct as error:
        raise NotFoundException from error
