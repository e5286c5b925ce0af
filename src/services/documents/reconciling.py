"""Asking for an act of reconciliation: a request that billing gets, and answers by a document that names it."""

from dataclasses import dataclass
from datetime import date

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.reconciliations import MOST_OPEN, Fault, Request, fault_of
from src.exchange.document_rows import ReconciliationRow
from src.exchange.nouns import RECONCILIATION_REQUESTS
from src.services.exchange.leaving import leave
from src.services.paging import Slice, one_page
from src.storage import journal
from src.storage import reconciliations as storage
from src.storage.engine import transaction

PAGE = 20


class Refused(Exception):
    """The period is not taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class TooMany(Exception):
    """As many requests of the contract wait as may."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ids at the end of the page beside; the list is only walked forward."""

    after: int = 0
    before: int = 0


async def ask(actor: Actor, contract: GuardedContract, since: date, until: date, today: date) -> bool:
    """False: the same was asked already and waits, be it a second click, another tab or somebody else. Raises Refused,
    TooMany."""
    if fault := fault_of(since, until, today):
        raise Refused(fault)
    async with transaction():
        await storage.lock(contract)
        waiting = await storage.waiting_periods(contract)
        if (since, until) in waiting:
            return False
        if len(waiting) >= MOST_OPEN:
            raise TooMany
        id_, number, login = await storage.add(actor, contract, since, until)
        row = ReconciliationRow(number, contract.key, since, until, actor.now, login, deleted=False)
        await leave(RECONCILIATION_REQUESTS, row, id_)
        await journal.note(actor, Event.RECONCILIATION_ASKED, contract.id, request=number)
    return True


async def list_requests(contract: GuardedContract, after: int) -> Slice[Request]:
    """The latest first."""
    return await one_page(
        lambda wanted, limit: storage.list_requests(contract, wanted.after, limit),
        Wanted(after),
        lambda request: request.id,
        PAGE,
    )
