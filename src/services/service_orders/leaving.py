"""Billing is told of an order by the exchange, in the transaction that changes it."""

from src.domain.access import GuardedContract
from src.domain.catalogue import Place
from src.domain.journal import Actor
from src.domain.quantities import money_text
from src.domain.service_orders import State
from src.exchange.nouns import SENT_SERVICE_ORDERS
from src.exchange.service_rows import SentServiceOrderRow
from src.services.exchange.leaving import leave
from src.services.service_orders.offering import Offer
from src.storage.service_orders.moving import Standing


async def leave_placed(
    actor: Actor, contract: GuardedContract, login: str, made: Offer, order_id: int, number: str
) -> None:
    wish, service, cost = made.wish, made.service, made.cost
    key = made.place.key if made.place else ""
    row = SentServiceOrderRow(
        number, contract.key, State.PLACED, actor.now, login, service.key, wish.quantity,
        key if service.place is Place.OBJECT else "", key if service.place is Place.POINT else "",
        wish.wished_on, wish.phone, wish.comment, money_text(service.price), cost.vat_percent, money_text(cost.vat),
        money_text(cost.total), deleted=False,
    )  # fmt: skip
    await leave(SENT_SERVICE_ORDERS, row, order_id)


async def leave_cancelled(actor: Actor, contract: GuardedContract, login: str, order: Standing) -> None:
    row = SentServiceOrderRow(
        order.key, contract.key, State.CANCELLED, actor.now, login, "", None, "", "", None, "", "", "", None, "", "",
        deleted=False,
    )  # fmt: skip
    await leave(SENT_SERVICE_ORDERS, row, order.id)
