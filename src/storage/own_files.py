"""What else a person sent to the supplier, for the person: joined files by their names, and requests for acts."""

from datetime import date, datetime
from typing import NamedTuple

from src.storage.engine import tuples
from src.storage.forms import instant_out


class Joined(NamedTuple):
    """A file that the person joined to an appeal, an objection or a report; its bytes are at that."""

    id: int
    name: str
    contract: str
    at: datetime


class Requested(NamedTuple):
    """An act of reconciliation that the person asked for; `until` is included."""

    id: int
    number: str
    contract: str
    since: date
    until: date
    at: datetime


async def joined(user_id: int, after: int, limit: int) -> list[Joined]:
    found = await tuples(
        """SELECT a.id, a.name, c.number, a.added_at FROM attachment a JOIN contract c ON c.id = a.contract
        WHERE a.app_user = {} AND a.id > {} ORDER BY a.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [Joined(id_, name, of, instant_out(at)) for id_, name, of, at in found]


async def requested(user_id: int, after: int, limit: int) -> list[Requested]:
    found = await tuples(
        """SELECT q.id, q.number, c.number, q.since, q.until, q.asked_at FROM reconciliation q
        JOIN contract c ON c.id = q.contract WHERE q.app_user = {} AND q.id > {} ORDER BY q.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [Requested._make((*asked, instant_out(at))) for *asked, at in found]
