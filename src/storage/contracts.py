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
from src.domain.windows import Window
from src.storage.engine import execute, tuples
from src.storage.forms import instant_in, window_out

EVERYONE: Final = "*"


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
    dues: str = ""
    """See storage/dues.py."""


_ROLES: Final = {role.value: role for role in Role}
_KEYS: Final = {Order.NUMBER: "sort_key", Order.NAME: "sort_name"}


async def list_contracts(user_id: int, wanted: Wanted, now: datetime, limit: int) -> list[Listed]:
    """At most `limit` contracts in order; with `before`, the last ones in front of it."""
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
        f"""SELECT c.id, c.key, c.number, p.name AS party, m.role, c.closed_on, c.dues
        FROM membership m
        JOIN contract c ON c.id = m.contract
        JOIN party p ON p.id = c.party
        WHERE {" AND ".join(conditions)} ORDER BY m.{key}{way}, m.contract{way} LIMIT {{}}""",  # noqa: S608
        *values,
        limit,
    )
    listed = [
        Listed(id_, key_, number, party, _ROLES[role], closed_on, dues)
        for id_, key_, number, party, role, closed_on, dues in found
    ]
    return listed[::-1] if backwards else listed


def _conditions(user_id: int, wanted: Wanted, now: datetime) -> tuple[list[str], list[Any]]:
    at = instant_in(now)
    conditions = [
        "m.app_user = {}",
        "m.from_at <= {}",
        "(m.until_at IS NULL OR m.until_at > {})",
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


@dataclass(frozen=True, slots=True)
class Heads:
    """Windows that billing has set, by contract's key (`*`: for all), and counts by contract."""

    windows: dict[str, dict[Period, Window]]
    counts: dict[int, dict[Period, Counts]]


async def load_heads(listed: Sequence[Listed], periods: Sequence[Period], zone: ZoneInfo) -> Heads:
    """Of a page of contracts, in one query; the periods follow each other."""
    found = await tuples(
        """SELECT contract_key AS owner, 0 AS contract, period, opens_at, closes_at, 0 AS needed, 0 AS sent
        FROM submission_window WHERE contract_key IN ({}) AND period >= {} AND period <= {} AND deleted = FALSE
        UNION ALL
        SELECT '', contract, period, 0, 0, needed, sent FROM sheet
        WHERE contract IN ({}) AND as_of >= {} AND as_of <= {}""",
        [EVERYONE, *(contract.key for contract in listed)],
        str(periods[0]),
        str(periods[-1]),
        [contract.id for contract in listed],
        instant_in(periods[0].end(zone)),
        instant_in(periods[-1].end(zone)),
    )
    heads = Heads({}, {})
    for owner, contract, text, opens_at, closes_at, needed, sent in found:
        period = Period.parse(text)
        if owner:
            heads.windows.setdefault(owner, {})[period] = window_out(opens_at, closes_at)
        else:
            heads.counts.setdefault(contract, {})[period] = Counts(needed, sent)
    return heads


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
