"""A contract laid out from its first bill: what is kept of it in `settled`, beside the contract and for its members."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from src.domain.schedules import obligations
from src.domain.settlements import carried, lay, open_items
from src.storage.books import Book, load_books, window
from src.storage.owed import items_in
from src.storage.settled import Counted, paid_in
from src.storage.turns import in_turns
from src.storage.working_days import Calendar, load_calendar


async def count_accounts(ids: Sequence[int], now: datetime, zone: ZoneInfo) -> list[Counted]:
    """Read and lay out everything of these contracts; writes nothing."""
    if not ids:
        return []
    today, calendar = now.astimezone(zone).date(), await load_calendar()
    books = await load_books(sorted(ids), window(today))
    return [_count(id_, book, today, calendar) async for id_, book in in_turns(books.items())]


def _count(id_: int, book: Book, today: date, calendar: Calendar) -> Counted:
    account, since, paid = book.account(), window(today).day(1), book.paid()
    settled = lay(obligations(account, calendar.days, calendar.rules), paid)
    if account.since >= since:
        since, balance = account.since, account.balance
    else:
        balance = carried(settled, paid, since)
    days = paid_in(money for money in paid if money.day >= since)
    dues = items_in(open_items(settled, today))
    return Counted(id_, since, balance, days, dues, calendar.version, book.members)
