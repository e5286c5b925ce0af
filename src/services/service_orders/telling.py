"""Who is told of an order, in the transaction that changes it: billing by the exchange, its person by a letter."""

from dataclasses import dataclass
from datetime import date, timedelta

from src.domain.access import GuardedContract
from src.domain.catalogue import Place
from src.domain.journal import Actor
from src.domain.notices import Notice
from src.domain.quantities import money_text
from src.domain.service_orders import State
from src.exchange.nouns import SENT_SERVICE_ORDERS
from src.exchange.rows import SentServiceOrderRow
from src.services import notices
from src.services.exchange.leaving import leave
from src.services.letters import Envelope, Letters
from src.services.service_orders.offering import Offer
from src.storage import users
from src.storage.service_orders.moving import Standing

LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlacedLetter:
    """`place`: name of the object or point, or ''."""

    number: str
    contract: str
    service: str
    quantity: int
    unit: str
    place: str
    wished_on: date | None
    total: int
    vat: int
    vat_percent: int
    link: str


async def tell_placed(
    actor: Actor, contract: GuardedContract, letters: Letters, made: Offer, order_id: int, number: str
) -> None:
    person = await users.find(contract.user_id)
    assert person is not None, "the session and the membership refer to it"  # noqa: S101
    wish, service, cost, place = made.wish, made.service, made.cost, made.place
    key = place.key if place else ""
    row = SentServiceOrderRow(
        number, contract.key, State.PLACED, actor.now, person.email, service.key, wish.quantity,
        key if service.place is Place.OBJECT else "", key if service.place is Place.POINT else "",
        wish.wished_on, wish.phone, wish.comment, money_text(service.price), cost.vat_percent, money_text(cost.vat),
        money_text(cost.total), deleted=False,
    )  # fmt: skip
    await leave(SENT_SERVICE_ORDERS, row, order_id)
    letter = PlacedLetter(
        number, contract.number, service.name, wish.quantity, service.unit, place.name if place else "",
        wish.wished_on, cost.total, cost.vat, cost.vat_percent,
        letters.link(f"/contracts/{contract.id}/services/{order_id}"),
    )  # fmt: skip
    envelope = Envelope(person.email, f"service-order.{order_id}", actor.now, LIVES)
    await notices.post(letters, person, Notice.ORDER, envelope, "order_placed", letter)


async def tell_cancelled(actor: Actor, contract: GuardedContract, order: Standing) -> None:
    """Billing alone: the person has just done it."""
    person = await users.find(contract.user_id)
    assert person is not None, "the session and the membership refer to it"  # noqa: S101
    row = SentServiceOrderRow(
        order.key, contract.key, State.CANCELLED, actor.now, person.email, "", None, "", "", None, "", "", "", None, "",
        "", deleted=False,
    )  # fmt: skip
    await leave(SENT_SERVICE_ORDERS, row, order.id)
