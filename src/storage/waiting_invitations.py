"""The invitations that wait at a contract, as its administrators see them."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.access import GuardedContract
from src.domain.inviting import Invitation
from src.storage.engine import rows
from src.storage.forms import instant_in
from src.storage.in_force import OPEN_ALONE, lasting
from src.storage.invitations import FIELDS, invitation
from src.storage.links import Row


@dataclass(frozen=True, slots=True)
class Waiting:
    """`contracts`: how many it opens, `managed`: how many of them this administrator administers; `valid`: whoever
    invited still administers this contract."""

    invitation: Invitation
    contracts: int
    managed: int
    valid: bool

    @property
    def whole(self) -> bool:
        """Whether all that it opens is this administrator's: he may see its code and send it again."""
        return self.managed == self.contracts


_ADMINISTERS = f"m.role = 'admin' AND {lasting('m')}"
_WAITING = f"""SELECT {FIELDS},
        (SELECT COUNT(*) FROM invitation_contract o WHERE o.invitation = i.id) AS contracts,
        (SELECT COUNT(*) FROM invitation_contract o JOIN membership m ON m.contract = o.contract
            WHERE o.invitation = i.id AND m.app_user = {{}} AND {_ADMINISTERS} AND {OPEN_ALONE}) AS managed,
        (SELECT COUNT(*) FROM membership m
            WHERE m.contract = c.contract AND m.app_user = i.invited_by AND {_ADMINISTERS}) AS valid
    FROM invitation_contract c JOIN invitation i ON i.id = c.invitation JOIN app_user u ON u.id = i.invited_by
    WHERE c.contract = {{}}"""  # noqa: S608 constants


async def waiting_at(contract: GuardedContract, now: datetime, limit: int) -> list[Waiting]:
    """The newest first."""
    found = await rows(_WAITING + " ORDER BY i.sent_at DESC, i.id DESC LIMIT {}", *_values(contract, now), limit)
    return [_waiting(row) for row in found]


async def one_at(contract: GuardedContract, invitation_id: int, now: datetime) -> Waiting | None:
    """None when no such one waits at this contract."""
    found = await rows(_WAITING + " AND i.id = {}", *_values(contract, now), invitation_id)
    return _waiting(found[0]) if found else None


def _values(contract: GuardedContract, now: datetime) -> tuple[int, ...]:
    at = instant_in(now)
    return contract.user_id, at, at, contract.id


def _waiting(row: Row) -> Waiting:
    return Waiting(invitation(row), row["contracts"], row["managed"], bool(row["valid"]))
