"""From the page with conditions to the bank, for whatever is paid."""

import logging
from dataclasses import replace

from src.domain.access import GuardedContract
from src.domain.card_payments import Payable
from src.domain.quantities import money_written
from src.routes.card_payments.views import PayPage, pay_page, till_in, to_bank
from src.services.card_payments import showing, starting
from src.web.front import AnyRequest, FormErrors, Response, SignedIn, see_other
from src.web.log import say


async def shown(request: AnyRequest, contract: GuardedContract, payable: Payable | None, typed: FormErrors) -> PayPage:
    """With what has become of earlier payments: nobody is to pay twice."""
    till = till_in(request)
    which = f"{payable.kind}/{payable.reference}" if payable else "advance"
    action, most = f"/contracts/{contract.id}/pay/{which}", till.largest if till else 0
    page = PayPage(contract, payable, action, till is not None, most, typed)
    if payable is None:
        return replace(page, uncounted=await showing.uncounted(contract))
    hindrance = await starting.hindrance_of(contract, payable)
    if isinstance(hindrance, starting.LookedInto):
        return replace(page, held=hindrance.payment_id)
    return replace(page, paid=hindrance is not None)


async def begin(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, payable: Payable, it: PayPage
) -> Response[str]:
    """To the bank; to the payment's own page where the bank does not answer; back with what is wrong."""
    till = till_in(request)
    if till is None:
        return pay_page(request, it, 422)
    try:
        payment = await starting.begin(till, person.actor, contract, payable, person.email)
    except starting.WrongSum:
        most = f"Картой можно оплатить от 1,00 до {money_written(till.largest)} ₽ за один раз"
        return pay_page(request, it.wrong(most), 422)
    except starting.LookedInto as looked_into:
        return see_other(request, f"/contracts/{contract.id}/pay/{looked_into.payment_id}")
    except starting.PayingRefused as refusal:
        if isinstance(refusal, starting.NotTaken):
            say("the bank refused a payment", logging.WARNING, why=str(refusal))
        return pay_page(request, it.refused(type(refusal).__name__), 422)
    here = f"/contracts/{contract.id}/pay/{payment.id}"
    if payment.pending and payment.amount != payable.amount:  # begun before the supplier changed the sum
        return see_other(request, f"{here}?said=other_sum")
    return to_bank(request, payment) if till.may_go(payment) else see_other(request, here)
