"""What an order would be, before it is one: its cost, its place, what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from src.domain.access import GuardedContract
from src.domain.catalogue import Place, Service
from src.domain.service_orders import Cost, Wish
from src.domain.text import search_words
from src.services import access, vat
from src.storage import catalogue as storage
from src.storage.service_orders.places import Named, find_place, list_places

PLACES = 100
"""Objects or points that a form offers at once: of more people choose by a word."""
AHEAD = timedelta(days=365)
"""So far ahead a day may be wished."""


class NoSuchService(Exception):
    """Not in the catalogue, or not any more."""


class Refused(Exception):
    """What was typed cannot be ordered so."""


class WrongPlace(Refused):
    """Not an object or point of this contract, or none where one is needed."""


class WrongDay(Refused):
    """Today or earlier, or too far ahead."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen as the place of an order; `more`: there are others, to be found by a word."""

    places: Sequence[Named] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """`place` None: the service needs none."""

    service: Service
    wish: Wish
    cost: Cost
    place: Named | None

    @property
    def seen(self) -> str:
        """What the person agrees to: price, rate, total."""
        return f"{self.service.price}.{self.cost.vat_percent}.{self.cost.total}"


async def find_service(service_id: int) -> Service:
    """Raises NoSuchService."""
    service = await storage.find_service(service_id) if access.known_id(service_id) else None
    if service is None:
        raise NoSuchService
    return service


async def choice(contract: GuardedContract, service: Service, typed: str, today: date) -> Choice:
    """`typed`: words that their names, codes or serials hold."""
    if service.place is Place.NONE:
        return Choice()
    found = await list_places(contract, service.place, search_words(typed), today, PLACES + 1)
    return Choice(found[:PLACES], len(found) > PLACES)


async def offer(contract: GuardedContract, wish: Wish, today: date) -> Offer:
    """Raises NoSuchService, WrongPlace, WrongDay."""
    service = await find_service(wish.service)
    if wish.wished_on and not today < wish.wished_on <= today + AHEAD:
        raise WrongDay
    cost = service.cost(wish.quantity, await vat.general_rate(today))
    if service.place is Place.NONE:
        return Offer(service, replace(wish, place=0), cost, None)
    found = await find_place(contract, service.place, wish.place) if access.known_id(wish.place) else None
    if found is None:
        raise WrongPlace
    return Offer(service, wish, cost, found)
