"""Requisites of the supplier and the payment order with its code, on the screen and as a document."""

from dataclasses import dataclass

from markupsafe import Markup

from src.domain.access import Action, GuardedContract
from src.domain.words import in_words
from src.routes.order_forms import order_form
from src.routes.printed import printed
from src.routes.requisites_views import Asked, asked_of, path_of
from src.services import payment_codes, requisites
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    contract,
    fragments,
    get,
    kit_of,
    page,
    see_other,
)


@dataclass(frozen=True, slots=True)
class RequisitesPage:
    """`code`: the picture, nothing where the texts do not fit into one; `words`: of the sum."""

    contract: GuardedContract
    desk: requisites.Desk
    asked: Asked
    code: Markup
    words: str

    @property
    def path(self) -> str:
        return path_of(self.contract)

    @property
    def file(self) -> str:
        return path_of(self.contract, self.asked, ".pdf")


@dataclass(frozen=True, slots=True)
class NoRequisites:
    contract: GuardedContract


@get("/contracts/{contract_id:int}/requisites", dependencies=contract(Action.VIEW_MONEY))
async def show_requisites(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    settings = kit_of(request).settings
    if settings.requisites is None:
        return page(request, "requisites/none.html", NoRequisites(contract))
    desk = await requisites.load(contract, settings.requisites, person.now, settings.time_zone)
    asked = asked_of(request.query_params, contract, desk)
    code = Markup(await payment_codes.inline_of(asked.transfer) if asked.transfer else "")  # noqa: S704 made of our own text, in dots
    words = in_words(asked.transfer.kopecks) if asked.transfer and asked.transfer.kopecks else ""
    it = RequisitesPage(contract, desk, asked, code, words)
    return await fragments(
        request,
        [("requisites/order.html", it)],
        page=("requisites/page.html", it),
        status=200 if asked.transfer else 422,
    )


@get("/contracts/{contract_id:int}/requisites.pdf", dependencies=contract(Action.VIEW_MONEY))
async def print_requisites(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    """What is wrong with the address is told by the page."""
    settings = kit_of(request).settings
    if settings.requisites is None:
        return see_other(request, path_of(contract))
    desk = await requisites.load(contract, settings.requisites, person.now, settings.time_zone)
    asked = asked_of(request.query_params, contract, desk)
    if asked.transfer is None:
        return see_other(request, path_of(contract, asked))
    paper = order_form(asked.transfer)
    return await printed(request, paper, f"Платёжное поручение {contract.number}", f"payment-order-{contract.id}")


router = Router("/", route_handlers=[show_requisites, print_requisites])
