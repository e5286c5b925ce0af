"""Open orders of services over all contracts of a person."""

from dataclasses import dataclass
from datetime import date, datetime

from src.domain.service_orders import State
from src.storage.blocks.parts import OPEN_MINE, mine
from src.storage.engine import rows
from src.storage.open_orders import IS_OPEN


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """`number` of the order, `contract` that of its contract."""

    id: int
    number: str
    contract_id: int
    contract: str
    service: str
    state: State
    total: int


# the newest n orders are in the n contracts of the newest ones, and among the first n of each
_LAST_OF_CONTRACT = f"""(SELECT o.%s FROM service_order o WHERE o.contract = m.contract AND {IS_OPEN}
            ORDER BY o.ordered_on DESC, o.id DESC LIMIT 1 OFFSET {{}})"""  # noqa: S608 our own words alone
_CONTRACTS = f"""SELECT m.contract, COALESCE({_LAST_OF_CONTRACT % "ordered_on"}, {{}}) AS last_day,
            COALESCE({_LAST_OF_CONTRACT % "id"}, 0) AS last_id
        FROM (SELECT m.contract FROM membership m
            WHERE {OPEN_MINE} AND m.role <> 'submitter' AND m.open_order_on IS NOT NULL
            ORDER BY m.open_order_on DESC, m.contract LIMIT {{}}) m"""  # noqa: S608 our own words alone
_NEWEST = f"""SELECT o.id, o.number, o.contract AS contract_id, c.number AS contract, o.name AS service, o.status,
        o.total
    FROM (SELECT o.id FROM ({_CONTRACTS}) f
        JOIN service_order o ON o.contract = f.contract AND {IS_OPEN}
            AND (o.ordered_on, o.id) >= (f.last_day, f.last_id)
        ORDER BY o.ordered_on DESC, o.contract, o.id DESC LIMIT {{}}) n
    JOIN service_order o ON o.id = n.id
    JOIN contract c ON c.id = o.contract AND c.deleted = FALSE
    ORDER BY o.ordered_on DESC, o.contract, o.id DESC"""  # noqa: S608 our own words alone


async def open_orders(user_id: int, now: datetime, limit: int) -> list[OpenOrder]:
    """Of contracts whose sums this person may see, the newest first."""
    found = await rows(_NEWEST, limit - 1, date.min, limit - 1, *mine(user_id, now), limit, limit)
    return [
        OpenOrder(
            row["id"], row["number"], row["contract_id"], row["contract"], row["service"], State(row["status"]),
            row["total"],
        )
        for row in found
    ]  # fmt: skip
