"""What a contract owes and the last of its bills, for the page on which they are paid by card."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.schedules import obligations
from src.domain.settlements import Owed, lay, left_by_month, open_items, owed
from src.storage.card_lists import CardBill, list_bills
from src.storage.settlements import load_terms
from src.storage.working_days import calendar_of

BILLS: Final = 3


class ToPay(NamedTuple):
    """`bills`: the last ones, the newest first; `left`: kopecks that are to be paid of a month's bills, as far as
    billing has told of payments."""

    owed: Owed
    bills: Sequence[CardBill]
    left: Mapping[Period, int]


async def to_pay(contract: GuardedContract, today: date) -> ToPay:
    """Two queries while days off and rules of payment stay what they were."""
    terms = await load_terms(contract)
    bills, calendar = await list_bills(contract, terms.bills_since), await calendar_of(terms.calendar)
    account = terms.account([each.bill for each in bills])
    settled = lay(obligations(account, calendar.days, calendar.rules), terms.paid)
    newest = [each for each in reversed(bills) if each.bill.total > 0][:BILLS]
    return ToPay(owed(open_items(settled, today), today), newest, left_by_month(settled))
