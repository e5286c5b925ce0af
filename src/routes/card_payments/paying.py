"""«Оплата картой»: conditions and the sum, then the bank's page."""

from src.domain.access import Action, GuardedContract
from src.domain.card_payments import Payable
from src.domain.quantities import NumberFault, read_money
from src.routes.card_payments.beginning import begin, shown
from src.routes.card_payments.views import NotWaiting, pay_page
from src.services.card_payments import payables, showing
from src.services.service_orders.moving import NoSuchOrder
from src.web.front import (
    AnyRequest,
    Form,
    FormErrors,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    page,
    post,
    read_form,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in

INVOICE = "/contracts/{contract_id:int}/pay/invoice/{invoice_id:int}"
ORDER = "/contracts/{contract_id:int}/pay/order/{service_order_id:int}"
ADVANCE = "/contracts/{contract_id:int}/pay/advance"
SUM = "Напишите сумму в рублях, например 184320,50"


class AdvanceForm(Form):
    amount: str


async def _invoice(contract: GuardedContract, invoice_id: int) -> Payable:
    found = await payables.find_invoice(contract, invoice_id)
    if found is None:
        raise NotFoundException
    return found


@get(INVOICE, dependencies=guarded(Action.PAY))
async def show_invoice(
    request: AnyRequest, contract: NamedDependency[GuardedContract], invoice_id: FromPath[int]
) -> Response[str]:
    return pay_page(request, await shown(request, contract, await _invoice(contract, invoice_id), FormErrors()))


@post(INVOICE, dependencies=guarded(Action.PAY))
async def pay_invoice(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    invoice_id: FromPath[int],
) -> Response[str]:
    await read_form(request, Form)
    payable = await _invoice(contract, invoice_id)
    return await begin(request, person, contract, payable, await shown(request, contract, payable, FormErrors()))


async def _order(contract: GuardedContract, order_id: int) -> Payable | None:
    try:
        return await payables.find_order(contract, order_id)
    except NoSuchOrder as error:
        raise NotFoundException from error


@get(ORDER, dependencies=guarded(Action.PAY))
async def show_order(
    request: AnyRequest, contract: NamedDependency[GuardedContract], service_order_id: FromPath[int]
) -> Response[str]:
    payable = await _order(contract, service_order_id)
    if payable is None:
        held = await showing.find_held(contract, service_order_id)
        return page(
            request, "card_payments/not_waiting.html", NotWaiting(contract, service_order_id, held.id if held else 0)
        )
    return pay_page(request, await shown(request, contract, payable, FormErrors()))


@post(ORDER, dependencies=guarded(Action.PAY))
async def pay_order(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    service_order_id: FromPath[int],
) -> Response[str]:
    await read_form(request, Form)
    payable = await _order(contract, service_order_id)
    if payable is None:
        return see_other(request, f"/contracts/{contract.id}/services/{service_order_id}")
    return await begin(request, person, contract, payable, await shown(request, contract, payable, FormErrors()))


@get(ADVANCE, dependencies=guarded(Action.PAY))
async def show_advance(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    """`?sum=` is what another page proposes."""
    typed = FormErrors({"amount": text_in(request, "sum")[:40]})
    return pay_page(request, await shown(request, contract, None, typed))


@post(ADVANCE, dependencies=guarded(Action.PAY))
async def pay_advance(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    form, typed = await read_form(request, AdvanceForm)
    kopecks = read_money(form.amount) if form else NumberFault.EMPTY
    it = await shown(request, contract, None, typed)
    if isinstance(kopecks, NumberFault):
        return pay_page(request, it.wrong(SUM), 422)
    return await begin(request, person, contract, payables.advance(contract, kopecks), it)


router = Router("/", route_handlers=[show_invoice, pay_invoice, show_order, pay_order, show_advance, pay_advance])
