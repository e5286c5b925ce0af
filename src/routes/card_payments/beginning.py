"""From the page with conditions to the bank, for whatever is paid."""

import logging

from src.domain.access import GuardedContract
from src.domain.card_payments import Payable
from src.domain.quantities import money_written
from src.routes.card_payments.views import PayPage, pay_page, till_in, to_bank
from src.services.card_payments import starting
from src.web.front import AnyRequest, FormErrors, Response, SignedIn, see_other
from src.web.log import say


def shown(request: AnyRequest, contract: GuardedContract, payable: Payable | None, typed: FormErrors) -> PayPage:
    till = till_in(request)
    which = f"{payable.kind}/{payable.reference}" if payable and payable.reference else "advance"
    action = f"/contracts/{contract.id}/pay/{which}"
    return PayPage(contract, payable, action, till is not None, till.largest if till else 0, typed)


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
    except starting.PayingRefused as refusal:
        if isinstance(refusal, starting.NotTaken):
            say("the bank refused a payment", logging.WARNING, why=str(refusal))
        return pay_page(request, it.refused(type(refusal).__name__), 422)
    here = f"/contracts/{contract.id}/pay/{payment.id}"
    if payment.pending and payment.amount != payable.amount:  # begun before the supplier changed the sum
        return see_other(request, f"{here}?said=other_sum")
    return to_bank(request, payment) if till.may_go(payment) else see_other(request, here)
