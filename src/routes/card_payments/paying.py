"""«Оплата картой»: conditions and the sum, then the bank's page."""

from src.domain.access import Action, GuardedContract
from src.domain.card_payments import Payable
from src.domain.quantities import NumberFault, money_written, read_money
from src.routes.card_payments.views import PayPage, pay_page, tell_refused, till_in, to_bank
from src.services.card_payments import payables, starting
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
    post,
    read_form,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in

INVOICE = "/contracts/{contract_id:int}/pay/invoice/{invoice_id:int}"
ADVANCE = "/contracts/{contract_id:int}/pay/advance"
SUM = "Напишите сумму в рублях, например 184320,50"


class AdvanceForm(Form):
    amount: str


async def _invoice(contract: GuardedContract, invoice_id: int) -> Payable:
    found = await payables.find_invoice(contract, invoice_id)
    if found is None:
        raise NotFoundException
    return found


def _shown(request: AnyRequest, contract: GuardedContract, payable: Payable | None, typed: FormErrors) -> PayPage:
    till = till_in(request)
    which = f"{payable.kind}/{payable.reference}" if payable and payable.reference else "advance"
    action = f"/contracts/{contract.id}/pay/{which}"
    return PayPage(contract, payable, action, till is not None, till.largest if till else 0, typed)


@get(INVOICE, dependencies=guarded(Action.PAY))
async def show_invoice(
    request: AnyRequest, contract: NamedDependency[GuardedContract], invoice_id: FromPath[int]
) -> Response[str]:
    return pay_page(request, _shown(request, contract, await _invoice(contract, invoice_id), FormErrors()))


@post(INVOICE, dependencies=guarded(Action.PAY))
async def pay_invoice(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    invoice_id: FromPath[int],
) -> Response[str]:
    await read_form(request, Form)
    payable = await _invoice(contract, invoice_id)
    return await _begin(request, person, contract, payable, _shown(request, contract, payable, FormErrors()))


@get(ADVANCE, dependencies=guarded(Action.PAY))
async def show_advance(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    """`?sum=` is what another page proposes."""
    typed = FormErrors({"amount": text_in(request, "sum")[:40]})
    return pay_page(request, _shown(request, contract, None, typed))


@post(ADVANCE, dependencies=guarded(Action.PAY))
async def pay_advance(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    form, typed = await read_form(request, AdvanceForm)
    kopecks = read_money(form.amount) if form else NumberFault.EMPTY
    shown = _shown(request, contract, None, typed)
    if isinstance(kopecks, NumberFault):
        return pay_page(request, shown.wrong(SUM), 422)
    return await _begin(request, person, contract, payables.advance(contract, kopecks), shown)


async def _begin(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, payable: Payable, shown: PayPage
) -> Response[str]:
    """To the bank; to the payment's own page where the bank does not answer; back with what is wrong."""
    till = till_in(request)
    if till is None:
        return pay_page(request, shown, 422)
    try:
        payment = await starting.begin(till, person.actor, contract, payable, person.email)
    except starting.WrongSum:
        most = f"Картой можно оплатить от 1,00 до {money_written(till.largest)} ₽ за один раз"
        return pay_page(request, shown.wrong(most), 422)
    except starting.PayingRefused as refusal:
        if isinstance(refusal, starting.NotTaken):
            tell_refused(refusal)
        return pay_page(request, shown.refused(type(refusal).__name__), 422)
    if till.may_go(payment):
        return to_bank(request, payment)
    return see_other(request, f"/contracts/{contract.id}/pay/{payment.id}")


router = Router("/", route_handlers=[show_invoice, pay_invoice, show_advance, pay_advance])
