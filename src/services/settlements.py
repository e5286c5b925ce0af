"""«Что и когда платить»: what a contract owes, what was paid of it and when, what a delay costs, how it was counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.payment_rules import Part, RateCap
from src.domain.penalties import Delays, Span, ToldRate, clauses
from src.domain.schedules import obligations
from src.domain.settlements import Laid, Owed, lay, open_items, owed
from src.domain.working_days import WorkingDays
from src.settings import Settings
from src.storage.settlements import load_standing
from src.storage.working_days import load_told

RECENT: Final = timedelta(days=100)
"""What is paid is shown so long, unless a year is asked for."""
NOW: Final = 0
"""In the place of a year: what matters now."""
EVER: Final = -1
"""In the place of a year: everything that is told one by one."""


@dataclass(frozen=True, slots=True)
class Due:
    """`rows` of the `year`, or those that matter now; `years` that have any; `over`: paid, and on nothing yet; `since`:
    the day of the balance with which it begins, if there is one; `behind`: something has come that is not counted;
    `rate`: the newest key rate that was told, and its day; `ended`: a cap of which nobody knows what came behind it;
    `plain`: years of the rows whose holidays are not told."""

    today: date
    owed: Owed
    over: int
    rows: tuple[Laid, ...]
    spans: tuple[Span, ...]
    year: int
    years: tuple[int, ...]
    since: date | None
    behind: bool
    clauses: tuple[str, ...]
    rate: ToldRate | None
    ended: RateCap | None
    plain: tuple[int, ...]

    @property
    def penalty(self) -> int:
        return sum(span.penalty for span in self.spans)

    @property
    def unpriced(self) -> bool:
        """A rate of the Central Bank is not known."""
        return any(span.rate is None for span in self.spans)


async def show(contract: GuardedContract, now: datetime, settings: Settings, year: int) -> Due:
    """Three queries, however long the contract has been there; `year`: one, or NOW, or EVER."""
    (terms, account), told = await load_standing(contract), await load_told()
    today, since = now.astimezone(settings.time_zone).date(), account.since
    settled = lay(obligations(account, told.days, told.rules), terms.paid)
    rows = tuple(each for each in settled.laid if _wanted(each, year, today))
    spans = tuple(Delays(told.rates, terms.penalty_group, today, told.rules).spans(rows))
    return Due(
        today=today,
        owed=owed(open_items(settled, today), today),
        over=settled.over,
        rows=rows,
        spans=spans,
        year=year,
        years=tuple(sorted({each.obligation.due_on.year for each in settled.laid}, reverse=True)),
        since=since if account.balance else None,
        behind=terms.behind,
        clauses=clauses(rows, spans, told.rules),
        rate=told.rates.newest(today),
        ended=told.rules.ended_cap(terms.penalty_group, today),
        plain=_plain(rows, told.days),
    )


def _plain(rows: tuple[Laid, ...], days: WorkingDays) -> tuple[int, ...]:
    years = {each.obligation.ruled.year for each in rows if each.obligation.part is not Part.BALANCE}
    return tuple(sorted(year for year in years if not days.tells_of(year)))


def _wanted(laid: Laid, year: int, today: date) -> bool:
    due_on = laid.obligation.due_on
    if year == NOW:
        return laid.left > 0 or due_on >= today - RECENT
    return year in {EVER, due_on.year}
