"""Who has access to a contract, for those who manage it."""

from datetime import datetime
from typing import Final

from src.domain.access import GuardedContract
from src.domain.members import Member, NoLongerMember, NoSuchMember
from src.services.access import known_id
from src.services.paging import Slice, one_page
from src.storage.members import listing as storage
from src.storage.members.listing import Wanted
from src.storage.memberships import membership_of

PAGE: Final = 50


async def list_members(contract: GuardedContract, wanted: Wanted, now: datetime) -> Slice[Member]:
    """One query, whatever number of people has access."""

    async def ask(wanted: Wanted, limit: int) -> list[Member]:
        return await storage.list_members(contract, wanted, now, limit)

    return await one_page(ask, wanted, lambda member: member.id, PAGE)


async def find_member(contract: GuardedContract, member_id: int, now: datetime) -> Member:
    """Raises NoSuchMember, NoLongerMember."""
    found = await storage.find_member(contract, member_id) if known_id(member_id) else None
    if found is None:
        raise NoSuchMember
    if found.ended or (found.until and found.until <= now):
        raise NoLongerMember
    return found


async def own_membership(contract: GuardedContract, now: datetime) -> Member:
    """Of the person who looks."""
    return await find_member(contract, await membership_of(contract.user_id, contract.id), now)


__all__ = ["Wanted", "find_member", "list_members", "own_membership"]
