"""A person's contracts: the list with what is to be done in each, and which of them is the current one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from src.domain.access import Action, Role, may
from src.domain.contracts import Bill, Payment, Readings, next_payment, shown_window
from src.domain.periods import Period
from src.domain.windows import Window, candidates, default_window
from src.services.access import guard_contract
from src.settings import Settings
from src.storage import contracts as storage
from src.storage import engine
from src.storage.contracts import Listed, Order, Wanted
from src.storage.dues import bills_out

PAGE = 50


class ContractRow(NamedTuple):
    """`due` None: nothing is known to be due, or this role sees no sums."""

    id: int
    number: str
    party: str
    role: Role
    closed_on: date | None
    readings: Readings
    due: Payment[Bill] | None

    @property
    def may_submit(self) -> bool:
        return may(self.role, Action.SUBMIT)

    @property
    def sees_money(self) -> bool:
        return may(self.role, Action.VIEW_MONEY)


@dataclass(frozen=True, slots=True)
class ContractList:
    """One page; `before` and `after` are the ids that lead to its neighbours, 0 where there is none."""

    rows: tuple[ContractRow, ...]
    before: int = 0
    after: int = 0


async def list_contracts(
    user_id: int, wanted: Wanted, now: datetime, settings: Settings, limit: int = PAGE
) -> ContractList:
    """Two queries, whatever number of contracts the person has."""
    found = await storage.list_contracts(user_id, wanted, now, limit + 1)
    if not found and (wanted.after or wanted.before):  # the mark was withdrawn meanwhile: begin anew
        wanted = replace(wanted, after=0, before=0)
        found = await storage.list_contracts(user_id, wanted, now, limit + 1)
    more = len(found) > limit
    shown = found[-limit:] if wanted.before else found[:limit]
    if not shown:
        return ContractList(())
    earlier = more if wanted.before else bool(wanted.after)
    later = more if not wanted.before else True
    return ContractList(await _rows(shown, now, settings), shown[0].id if earlier else 0, shown[-1].id if later else 0)


async def _rows(listed: Sequence[Listed], now: datetime, settings: Settings) -> tuple[ContractRow, ...]:
    zone, today = settings.time_zone, now.astimezone(settings.time_zone).date()
    periods = candidates(now, zone)
    heads = await storage.load_heads(listed, periods, zone)
    usual = default_windows(periods, settings) | heads.windows.get(storage.EVERYONE, {})
    common = shown_window(usual, now)

    def readings(contract: Listed) -> Readings:
        own = heads.windows.get(contract.key)
        shown = shown_window(usual | own, now) if own else common
        return shown.with_counts(heads.counts.get(contract.id, {}))

    return tuple(
        ContractRow(
            contract.id,
            contract.number,
            contract.party,
            contract.role,
            contract.closed_on,
            readings(contract),
            next_payment(bills_out(contract.dues), today) if may(contract.role, Action.VIEW_MONEY) else None,
        )
        for contract in listed
    )


def default_windows(periods: Sequence[Period], settings: Settings) -> dict[Period, Window]:
    opens, closes = settings.window_opens_day, settings.window_closes_day
    return {period: default_window(period, settings.time_zone, opens, closes) for period in periods}


async def find_contracts(user_id: int, words: Sequence[str], now: datetime, limit: int) -> list[Listed]:
    """For the switcher: one query."""
    return await storage.list_contracts(user_id, Wanted(words=words), now, limit)


async def choose(user_id: int, contract_id: int, now: datetime) -> Role:
    """Make it the current contract; NotYours for a stranger's. The person's role in it."""
    contract = await guard_contract(user_id, contract_id, Action.VIEW, now)
    async with engine.transaction():
        await storage.set_current(user_id, contract.id)
    return contract.role


__all__ = ["ContractList", "ContractRow", "Listed", "Order", "Wanted", "choose", "find_contracts", "list_contracts"]
