"""Payments by card of a contract, and one of them: where the bank sends the browser back to."""

from src.domain.access import Action, GuardedContract
from src.domain.card_payments import CardPayment
from src.routes.card_payments.views import CardsPage, CardsTable, Coming, PaymentPage, nothing_new, till_in, to_bank
from src.services.card_payments import asking, cancelling, owing, showing
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Part,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    kit_of,
    post,
    see_other,
)
from src.web.front import contract as guarded
from src.web.headers import allow_bank
from src.web.pages import is_htmx
from src.web.queries import address, id_in, text_in

HERE = "/contracts/{contract_id:int}/pay"
ONE = HERE + "/{payment_id:int}"


async def _find(contract: GuardedContract, payment_id: int) -> CardPayment:
    found = await showing.find(contract, payment_id)
    if found is None:
        raise NotFoundException
    return found


@get(HERE, dependencies=guarded(Action.PAY))
async def list_payments(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    after = id_in(request, "after")
    wanted = showing.Wanted(after, 0 if after else id_in(request, "before"))
    found = await showing.list_payments(contract, wanted)
    path = f"/contracts/{contract.id}/pay"
    earlier = address(path, before=found.before) if found.before else ""
    table = CardsTable(contract, found.rows, earlier, address(path, after=found.after) if found.after else "")

    async def whole() -> Part:
        today = person.now.astimezone(kit_of(request).settings.time_zone).date()
        told = await owing.to_pay(contract, today)
        return "card_payments/list.html", CardsPage(contract, till_in(request) is not None, told, table)

    return await fragments(request, [("card_payments/table.html", table)], page=whole)


@get("/contracts/{contract_id:int}/payments/coming", dependencies=guarded(Action.VIEW_MONEY))
async def show_coming(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    """Below «Платежи»: paid by card, and on the way to billing, or looked into."""
    shown = Coming(contract, await showing.uncounted(contract))
    return await fragments(request, [("card_payments/coming.html", shown)], page=("card_payments/coming.html", shown))


@get(ONE, dependencies=guarded(Action.PAY))
async def show_payment(
    request: AnyRequest, contract: NamedDependency[GuardedContract], payment_id: FromPath[int]
) -> Response[str]:
    """Whoever opens the page, or comes back from the bank, has the bank asked; a page that waits does so rarely."""
    payment, till = await _find(contract, payment_id), till_in(request)
    if till:
        payment = await asking.look(till, payment, waiting=is_htmx(request))
    allow_bank(request)
    shown = PaymentPage(contract, payment, till is not None and till.may_go(payment), text_in(request, "said"))
    if is_htmx(request) and text_in(request, "seen") == shown.seen:
        return nothing_new()
    return await fragments(request, [("card_payments/state.html", shown)], page=("card_payments/payment.html", shown))


@post(ONE + "/go", dependencies=guarded(Action.PAY))
async def go_to_bank(
    request: AnyRequest, contract: NamedDependency[GuardedContract], payment_id: FromPath[int]
) -> Response[str]:
    """Once more to the page that is open at the bank."""
    payment, till = await _find(contract, payment_id), till_in(request)
    if till and till.may_go(payment):
        return to_bank(request, payment)
    return see_other(request, f"/contracts/{contract.id}/pay/{payment.id}")


@post(ONE + "/cancel", dependencies=guarded(Action.PAY))
async def cancel(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    payment_id: FromPath[int],
) -> Response[str]:
    payment, till, said = await _find(contract, payment_id), till_in(request), ""
    if till and payment.pending:
        try:
            payment = await cancelling.cancel(till, person.actor, payment)
        except cancelling.NotNow:
            said = "?said=not_now"
    return see_other(request, f"/contracts/{contract.id}/pay/{payment.id}{said}")


router = Router("/", route_handlers=[list_payments, show_coming, show_payment, go_to_bank, cancel])
