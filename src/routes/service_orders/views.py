"""What the pages of services are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.catalogue import Place, Service
from src.domain.service_orders import Order
from src.services.service_orders.offering import Choice, Offer
from src.web.front import FormErrors
from src.web.queries import address, id_of


def path_of(contract: GuardedContract) -> str:
    return f"/contracts/{contract.id}/services"


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """`vat`: the general rate of today; `gone`: what was to be ordered cannot be ordered any more."""

    contract: GuardedContract
    vat: int
    words: str
    services: Sequence[Service]
    earlier: str
    later: str
    gone: bool

    @property
    def path(self) -> str:
        return path_of(self.contract)


@dataclass(frozen=True, slots=True)
class FormPage:
    """`vat`: the general rate of today."""

    contract: GuardedContract
    vat: int
    service: Service
    choice: Choice
    typed: FormErrors

    @property
    def path(self) -> str:
        return f"{path_of(self.contract)}/catalogue/{self.service.id}"

    @property
    def narrowing(self) -> bool:
        """Whether the place is sought by words."""
        return self.choice.more or bool(self.typed.value("q"))

    @property
    def what(self) -> str:
        return {Place.OBJECT: "Объект", Place.POINT: "Точка учёта", Place.NONE: ""}[self.service.place]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """`key` is the form's own; `before`: what the person had seen when something else was found, '' else; `alike`: the
    order of the same thing that was placed just now."""

    contract: GuardedContract
    offer: Offer
    typed: FormErrors
    key: str
    before: str = ""
    alike: int = 0

    @property
    def path(self) -> str:
        return f"{path_of(self.contract)}/catalogue/{self.offer.service.id}"

    @property
    def was(self) -> int | None:
        """The sum that had been seen, in kopecks; None where nothing sensible came back."""
        return id_of(self.before.rpartition(".")[2]) or None


@dataclass(frozen=True, slots=True)
class OrderPage:
    """`said`: what has just happened: `ordered`, `cancelled`, `late`, `paying` or ''; `payable`: the supplier's
    requisites are known; `held`: the id of a payment by card that people look into, or 0."""

    contract: GuardedContract
    order: Order
    said: str
    payable: bool
    held: int

    @property
    def billed(self) -> bool:
        """Whether the portal makes an invoice."""
        return self.payable and self.order.head.billed

    @property
    def path(self) -> str:
        return f"{path_of(self.contract)}/{self.order.head.id}"


def catalogue_address(contract: GuardedContract, words: str = "", **mark: int) -> str:
    return address(f"{path_of(contract)}/catalogue", q=words, **mark)
