"""What a contract's invoices ask, kept beside the contract in one text: lists would read hundreds of invoices."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Final

from src.domain.contracts import Bill
from src.domain.periods import Period
from src.storage.engine import bound, execute
from src.storage.links import Dialect

PERIODS: Final = 6
"""Invoices of so many latest periods that have any; older ones are paid or in the debt."""
_JOINED: Final[dict[Dialect, str]] = {"sqlite": "group_concat", "postgres": "string_agg"}
_DUES: Final = f"""UPDATE contract SET dues = COALESCE((
        SELECT %s(b.period || ' ' || b.total || ' ' || b.due_on, ';')
        FROM (SELECT i.period, i.total, i.due_on FROM invoice i WHERE i.contract = contract.id AND i.deleted = FALSE
            AND i.period >= (SELECT MIN(p.period) FROM (SELECT DISTINCT n.period FROM invoice n
                WHERE n.contract = contract.id AND n.deleted = FALSE ORDER BY n.period DESC LIMIT {PERIODS}) p)
            ORDER BY i.period, i.id) b), '')
    WHERE id IN ({{}})"""  # noqa: S608 - our own words alone


async def recount_dues(contract_ids: Collection[int]) -> None:
    """In the transaction that changes the invoices."""
    await execute(_DUES % _JOINED[bound().dialect], list(contract_ids))


def bills_out(text: str) -> list[Bill]:
    """`period kopecks due_on;…`, as it is kept."""
    found = (part.split(" ") for part in (text.split(";") if text else ()))
    return [Bill(Period.parse(period), int(total), _day(due)) for period, total, due in found]


@lru_cache(maxsize=256)
def _day(text: str) -> date:
    """Invoices of a list are due on the same few days."""
    return date.fromisoformat(text)
