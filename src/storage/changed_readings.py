"""Whose months are behind after readings have changed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.engine import bound, tuples
from src.storage.imports import among, listed
from src.storage.opening_due import any_due
from src.storage.recount_queue import changed_month, mark_months

Owners = list[tuple[int, int]]
"""Pairs of register and contract; a meter that moved has a place in several."""


async def owners_of(registers: Iterable[int]) -> Owners:
    sql = f"""SELECT DISTINCT r.id, o.contract FROM register r
        JOIN installation i ON i.meter = r.meter JOIN point p ON p.id = i.point
        JOIN supply_object o ON o.id = p.supply_object
        WHERE r.id IN {among(bound().dialect, "BIGINT")}"""  # noqa: S608
    return [(register, contract) for register, contract in await tuples(sql, listed(registers))]


async def mark_changed(
    changed: Iterable[tuple[int, int]], owners: Owners, now: datetime, zone: ZoneInfo, *, directory: bool
) -> None:
    """The contracts of these registers and instants are to be counted again; `directory`: their sheets, too. Older
    readings may be what a contract's registers lacked to be counted from: then it is counted again whole."""
    last = Period.containing(now, zone)
    of_register: dict[int, int] = defaultdict(int)
    for register, as_of in changed:
        of_register[register] |= changed_month(as_of, last, zone)
    of_contract: dict[int, int] = defaultdict(int)
    for register, contract in owners:
        if register in of_register:
            of_contract[contract] |= of_register[register]
    if of_contract:
        directory = directory or await any_due(list(of_contract))
        await mark_months(of_contract, now, directory=directory)
