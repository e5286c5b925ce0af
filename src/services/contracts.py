"""A person's contracts: the list with what is to be done in each, and which of them is the current one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from src.domain.access import Action, Role, may
from src.domain.contracts import Readings, shown_window
from src.domain.periods import Period
from src.domain.windows import Window, candidates, default_window
from src.services.access import guard_contract
from src.services.paging import Slice, one_page
from src.settings import Settings
from src.storage import contracts as storage
from src.storage import engine
from src.storage.contracts import Listed, Order, Told, Wanted
from src.storage.owed import Glance, glance_out
from src.storage.own_windows import windows_out

PAGE = 50


class ContractRow(NamedTuple):
    """`owed` None: this role sees no sums."""

    id: int
    number: str
    party: str
    role: Role
    closed_on: date | None
    readings: Readings
    owed: Glance | None
    barred: bool
    """It demands a second factor that the person has not."""

    @property
    def may_submit(self) -> bool:
        return self._may(Action.SUBMIT)

    @property
    def may_manage(self) -> bool:
        return self._may(Action.MANAGE)

    @property
    def sees_money(self) -> bool:
        return self._may(Action.VIEW_MONEY)

    def _may(self, action: Action) -> bool:
        return may(self.role, action) and not self.barred


async def list_contracts(
    user_id: int, wanted: Wanted, now: datetime, settings: Settings, limit: int = PAGE
) -> Slice[ContractRow]:
    """One query, whatever number of contracts the person has."""
    periods, zone = candidates(now, settings.time_zone), settings.time_zone

    async def ask(wanted: Wanted, limit: int) -> list[Told]:
        return await storage.tell_contracts(user_id, wanted, now, limit, periods, zone)

    page = await one_page(ask, wanted, lambda told: told.listed.id, limit)
    return Slice(_rows(page.rows, periods, now, settings), page.before, page.after)


def _rows(
    told: Sequence[Told], periods: Sequence[Period], now: datetime, settings: Settings
) -> tuple[ContractRow, ...]:
    if not told:
        return ()
    today = now.astimezone(settings.time_zone).date().isoformat()
    usual = default_windows(periods, settings) | windows_out(told[0].common)
    common = shown_window(usual, now)

    def row(each: Told) -> ContractRow:
        contract = each.listed
        shown = shown_window({**usual, **_near(each.own, periods)}, now) if each.own else common
        readings = shown.with_counts(each.counts[periods.index(shown.period)])
        row = ContractRow(
            contract.id,
            contract.number,
            contract.party,
            contract.role,
            contract.closed_on,
            readings,
            None,
            contract.barred,
        )
        return row._replace(owed=glance_out(each.dues, today)) if row.sees_money else row

    return tuple(row(each) for each in told)


def _near(own: str, periods: Sequence[Period]) -> dict[Period, Window]:
    return {period: window for period, window in windows_out(own).items() if period in periods}


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


__all__ = ["ContractRow", "Listed", "Order", "Wanted", "choose", "find_contracts", "list_contracts"]
