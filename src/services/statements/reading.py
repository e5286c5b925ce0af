"""What was stated: the objection to an act, reports of a contract, one of them, with their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from src.domain.access import GuardedContract
from src.domain.attachments import Attachment
from src.domain.statements import Kind, Statement
from src.services.attachments import giving
from src.services.paging import Slice
from src.services.statements.files import thing_of
from src.storage.statements import reading as storage

PAGE: Final = 50
POINTS: Final = 200
"""Registers of a contract whose points are offered as the place of a report."""


class NoSuchStatement(LookupError):
    """The contract has none of this number that was sent."""


@dataclass(frozen=True, slots=True)
class Shown:
    statement: Statement
    files: Sequence[Attachment]


async def objection_to(contract: GuardedContract, act_id: int) -> Statement | None:
    """The last one that was sent, withdrawn or not."""
    return await storage.objection_to(contract, act_id)


async def shown(contract: GuardedContract, it: Statement) -> Shown:
    return Shown(it, await giving.list_of(contract, thing_of(it)))


async def find_report(contract: GuardedContract, id_: int) -> Statement:
    """Raises NoSuchStatement."""
    found = await storage.find(contract, Kind.REPORT, id_)
    if found is None:
        raise NoSuchStatement
    return found


async def list_reports(contract: GuardedContract, before: int) -> Slice[Statement]:
    """The newest first; of the draft nothing is told but to whoever writes it."""
    found = await storage.list_reports(contract, before, PAGE + 1)
    return Slice(found[:PAGE], after=found[PAGE - 1].id if len(found) > PAGE else 0)


async def points_of(contract: GuardedContract) -> dict[str, int]:
    """Ids of points by what they are called."""
    return await storage.points_of(contract, POINTS)
