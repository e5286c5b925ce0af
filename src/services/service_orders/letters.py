"""The letter that tells whoever has ordered a service."""

from dataclasses import dataclass
from datetime import date, timedelta

from src.domain.access import GuardedContract
from src.domain.accounts import Account
from src.domain.journal import Actor
from src.domain.notices import Notice
from src.services import notices
from src.services.letters import Envelope, Letters
from src.services.service_orders.offering import Offer

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


async def post_placed(
    actor: Actor, contract: GuardedContract, letters: Letters, person: Account, made: Offer, order_id: int, number: str
) -> None:
    """Queue it in the caller's transaction."""
    wish, service, cost = made.wish, made.service, made.cost
    letter = PlacedLetter(
        number, contract.number, service.name, wish.quantity, service.unit, made.place.name if made.place else "",
        wish.wished_on, cost.total, cost.vat, cost.vat_percent,
        letters.link(f"/contracts/{contract.id}/services/{order_id}"),
    )  # fmt: skip
    envelope = Envelope(person.email, f"service-order.{order_id}", actor.now, LIVES)
    await notices.post(letters, person, Notice.ORDER, envelope, "order_placed", letter)
