"""A person's contracts as a list: by key, searched, and what the rows say beside the names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract, Role
from src.domain.contracts import Counts, Invoice
from src.domain.periods import Period
from src.storage.engine import execute, joined, tuples
from src.storage.forms import instant_in
from src.storage.in_force import OPEN, in_force
from src.storage.own_windows import TOLD


class Order(StrEnum):
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which contracts: folded words that must all be found, a role or any, and where the page begins.

    `after` and `before` are ids of contracts at the end of the neighbouring page; one that is not the person's is as
    none.
    """

    words: Sequence[str] = ()
    role: Role | None = None
    order: Order = Order.NUMBER
    after: int = 0
    before: int = 0


class Listed(NamedTuple):
    id: int
    key: str
    number: str
    party: str
    role: Role
    closed_on: date | None
    barred: bool
    """It demands a second factor that the person has not: nothing of it is shown but its name."""


class Told(NamedTuple):
    """A contract of the list with what its row says: the texts of storage/owed.py and storage/own_windows.py, windows
    for everybody like the latter, and the counts of each period that was asked for."""

    listed: Listed
    dues: str
    own: str
    common: str | None
    counts: tuple[Counts | None, ...]


_ROLES: Final = {role.value: role for role in Role}
_KEYS: Final = {Order.NUMBER: "sort_key", Order.NAME: "sort_name"}


_EVERYBODYS: Final = f"""(SELECT %s({TOLD}, ';') FROM submission_window w
        WHERE w.contract_key = '*' AND w.period >= {{}} AND w.period <= {{}} AND w.deleted = FALSE)"""  # noqa: S608


async def list_contracts(user_id: int, wanted: Wanted, now: datetime, limit: int) -> list[Listed]:
    """At most `limit` contracts in order; with `before`, the last ones in front of it."""
    return [listed(*row) for row in await list_page(Besides(), user_id, wanted, now, limit)]


async def tell_contracts(
    user_id: int, wanted: Wanted, now: datetime, limit: int, periods: Sequence[Period], zone: ZoneInfo
) -> list[Told]:
    """As `list_contracts`, with all that the rows say; the periods follow each other."""
    sheets = range(len(periods))
    told = Besides(
        ", c.dues, c.windows, "
        + _EVERYBODYS % joined()
        + "".join(f", s{number}.needed, s{number}.sent" for number in sheets),
        (str(periods[0]), str(periods[-1])),
        "".join(
            f" LEFT JOIN sheet s{number} ON s{number}.contract = c.id AND s{number}.as_of = {{}}" for number in sheets
        ),
        tuple(instant_in(period.end(zone)) for period in periods),
    )
    found = await list_page(told, user_id, wanted, now, limit)
    return [Told(listed(*row[:7]), row[7], row[8], row[9], _counts(row[10:])) for row in found]


def _counts(numbers: Sequence[int | None]) -> tuple[Counts | None, ...]:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple(None if needed is None or sent is None else Counts(needed, sent) for needed, sent in pairs)


@dataclass(frozen=True, slots=True)
class Besides:
    """What a page of contracts is asked for besides: columns and joins, each with its values."""

    columns: str = ""
    column_values: tuple[Any, ...] = ()
    joins: str = ""
    join_values: tuple[Any, ...] = ()


async def list_page(told: Besides, user_id: int, wanted: Wanted, now: datetime, limit: int) -> list[tuple[Any, ...]]:
    """At most `limit` contracts `c` of parties `p` in order: the values of a Listed, then what is asked for besides."""
    backwards = wanted.before > 0
    key = _KEYS[wanted.order]
    conditions, values = _conditions(user_id, wanted, now)
    if mark := wanted.before or wanted.after:
        conditions.append(
            f"(m.{key}, m.contract) {'<' if backwards else '>'} (SELECT n.{key}, n.contract"  # noqa: S608
            " FROM membership n WHERE n.app_user = {} AND n.contract = {})"
        )
        values += [user_id, mark]
    way = " DESC" if backwards else ""
    found = await tuples(
        f"""SELECT c.id, c.key, c.number, p.name AS party, m.role, c.closed_on, NOT {OPEN}{told.columns}
        FROM membership m
        JOIN contract c ON c.id = m.contract
        JOIN party p ON p.id = c.party{told.joins}
        WHERE {" AND ".join(conditions)} ORDER BY m.{key}{way}, m.contract{way} LIMIT {{}}""",  # noqa: S608
        *told.column_values,
        *told.join_values,
        *values,
        limit,
    )
    return found[::-1] if backwards else found


def listed(id_: int, key: str, number: str, party: str, role: str, closed_on: date | None, barred: bool) -> Listed:
    return Listed(id_, key, number, party, _ROLES[role], closed_on, bool(barred))


def _conditions(user_id: int, wanted: Wanted, now: datetime) -> tuple[list[str], list[Any]]:
    at = instant_in(now)
    conditions = [
        "m.app_user = {}",
        in_force("m"),
        "c.deleted = FALSE",
    ]
    values: list[Any] = [user_id, at, at]
    if wanted.role:
        conditions.append("m.role = {}")
        values.append(wanted.role.value)
    for word in wanted.words:
        # one by one along the person's list: PostgreSQL would rather search everybody's contracts first
        conditions.append("(SELECT k.search FROM contract k WHERE k.id = m.contract) LIKE {} ESCAPE '!'")
        values.append(f"%{escape(word)}%")
    return conditions, values


def escape(word: str) -> str:
    """For `LIKE … ESCAPE '!'`."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


async def invoices_since(contract: GuardedContract, period: Period) -> list[Invoice]:
    """Invoices of this period and later ones, the oldest first, as the index has them; at most 1000."""
    found = await tuples(
        """SELECT number, issued_on, period, total, vat, due_on FROM invoice
        WHERE contract = {} AND period >= {} AND deleted = FALSE ORDER BY contract, issued_on, id LIMIT 1000""",
        contract.id,
        str(period),
    )
    return [Invoice(number, issued, Period.parse(text), *sums) for number, issued, text, *sums in found]


async def set_current(user_id: int, contract_id: int) -> None:
    """What the switcher shows from now on; the caller has made sure that it is the person's."""
    await execute("UPDATE app_user SET current_contract = {} WHERE id = {}", contract_id, user_id)
