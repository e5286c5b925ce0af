"""What pages of paying by card are made of, and the way to the bank."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from src.domain.access import GuardedContract
from src.domain.card_payments import CardPayment, Payable
from src.services.card_payments import owing, showing
from src.services.card_payments.till import Till, till_of
from src.web.front import FormErrors, Response, kit_of
from src.web.headers import allow_bank
from src.web.pages import HTMX_VARY, AnyRequest, is_htmx, page

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class PayPage:
    """`payable` None: an advance whose sum is still to be typed; `offered`: this portal takes cards; `refusal`: why the
    last click did not lead to the bank; `most`: roubles at once; `held`: the id of a payment of the same thing that
    people look into, or 0; `paid`: it was, by card; `uncounted`: what else was paid so, beside an advance."""

    contract: GuardedContract
    payable: Payable | None
    action: str
    offered: bool
    most: int
    typed: FormErrors
    held: int = 0
    paid: bool = False
    uncounted: showing.Uncounted = showing.Uncounted(())
    refusal: str = ""

    def wrong(self, told: str) -> Self:
        """The sum is not one that can be paid."""
        return replace(self, typed=self.typed.wrong("amount", told), refusal=told)

    def refused(self, refusal: str) -> Self:
        return replace(self, refusal=refusal)


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """`may_go`: the bank's page is open; `said`: what has just happened: `not_now`, `other_sum` or ''."""

    contract: GuardedContract
    payment: CardPayment
    may_go: bool
    said: str

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract.id}/pay/{self.payment.id}"

    @property
    def seen(self) -> str:
        """What a page that waits has shown: it is swapped when this is another, so that nobody loses the focus."""
        return f"{self.payment.state}{self.may_go:d}"


@dataclass(frozen=True, slots=True)
class CardsTable:
    contract: GuardedContract
    rows: Sequence[showing.Listed]
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class CardsPage:
    contract: GuardedContract
    offered: bool
    told: owing.ToPay
    table: CardsTable


@dataclass(frozen=True, slots=True)
class NotWaiting:
    """An order of a service that cannot be paid now; `held`: the id of a payment of it that people look into, or 0."""

    contract: GuardedContract
    order_id: int
    held: int


@dataclass(frozen=True, slots=True)
class Coming:
    contract: GuardedContract
    uncounted: showing.Uncounted


def till_in(request: AnyRequest) -> Till | None:
    kit = kit_of(request)
    return till_of(kit.gateways.bank, kit.account.letters, kit.clock, kit.settings)


def pay_page(request: AnyRequest, shown: PayPage, status: int = 200) -> Response[str]:
    allow_bank(request)
    return page(request, "card_payments/pay.html", shown, status)


def nothing_new() -> Response[str]:
    """HTMX leaves the page as it is."""
    return Response("", media_type=HTML, status_code=204, headers=HTMX_VARY)


def to_bank(request: AnyRequest, payment: CardPayment) -> Response[str]:
    """303 to the bank's page: the only way out of the portal, and the settings say where it may lead."""
    allow_bank(request)
    if is_htmx(request):
        return Response("", media_type=HTML, headers={"HX-Redirect": payment.page, **HTMX_VARY})
    return Response("", media_type=HTML, status_code=303, headers={"Location": payment.page, **HTMX_VARY})
