"""An order is written: once for a form, with what was said when it was ordered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.service_orders import PREFIX, State, Wish
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in
from src.storage.open_orders import IS_OPEN


@dataclass(frozen=True, slots=True)
class NewOrder:
    """`name`, `unit`, `price`, `vat_percent`, `vat`, `total` as they were agreed to; `supply_object` or `point`, whose
    name is `place`; `idem` names the form."""

    wish: Wish
    name: str
    unit: str
    price: int
    vat_percent: int
    vat: int
    total: int
    supply_object: int | None
    point: int | None
    place: str
    day: date
    idem: str


async def lock_contract(contract: GuardedContract) -> None:
    """Until the transaction ends nobody else orders for this contract."""
    await rows("SELECT id FROM contract WHERE id = {} FOR NO KEY UPDATE", contract.id)


async def id_of_form(idem: str) -> int | None:
    """The order that this form has given already."""
    found = await rows("SELECT id FROM service_order WHERE idem = {}", idem)
    return found[0]["id"] if found else None


async def find_alike(contract: GuardedContract, wish: Wish, since: datetime) -> int | None:
    """The latest open order of the same thing for the same place that was placed since then."""
    found = await tuples(
        f"""SELECT o.id FROM service_order o WHERE o.contract = {{}} AND {IS_OPEN} AND o.ordered_on >= {{}}
            AND o.placed_at >= {{}} AND o.service = {{}} AND COALESCE(o.point, o.supply_object, 0) = {{}}
            AND o.quantity = {{}} ORDER BY o.id DESC LIMIT 1""",  # noqa: S608 our own words alone
        contract.id,
        since.date() - timedelta(days=1),  # in whatever zone: the index is walked from here on
        instant_in(since),
        wish.service,
        wish.place,
        wish.quantity,
    )
    return found[0][0] if found else None


async def count_placed(contract: GuardedContract, most: int) -> int:
    """Orders that billing has not answered yet; no more than `most` are counted."""
    found = await rows(
        """SELECT COUNT(*) AS many FROM (SELECT o.id FROM service_order o
            WHERE o.contract = {} AND o.status = 'placed' AND o.deleted = FALSE LIMIT {}) x""",
        contract.id,
        most,
    )
    return int(found[0]["many"])


async def add(actor: Actor, contract: GuardedContract, new: NewOrder) -> tuple[int, str]:
    """Id and number."""
    wish = new.wish
    said = (new.name, new.unit, wish.quantity, new.price, new.vat_percent, new.vat)
    place = (new.supply_object, new.point, new.place, wish.wished_on, wish.phone, wish.comment)
    head = (new.idem, contract.id, wish.service, new.day, State.PLACED.value, new.total)
    found = await rows(_ADD, *head, actor.user_id, instant_in(actor.now), new.idem, *said, *place)
    order_id = int(found[0]["id"])
    number = f"{PREFIX}{order_id:06}"
    await execute("UPDATE service_order SET key = {}, number = {} WHERE id = {}", number, number, order_id)
    return order_id, number


_ADD: Final = """INSERT INTO service_order (key, contract, number, service, ordered_on, status, total, invoice_number,
        reason, deleted, app_user, placed_at, idem, name, unit, quantity, price, vat_percent, vat, supply_object, point,
        place, wished_on, phone, comment, untold)
    VALUES ({}, {}, '', {}, {}, {}, {}, '', '', FALSE, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        FALSE)
    RETURNING id"""
