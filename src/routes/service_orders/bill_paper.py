"""What the invoice of an order says."""

from src.domain.access import GuardedContract
from src.domain.printing import BillPaper, Pairs
from src.domain.quantities import money_text
from src.domain.requisites import Requisites
from src.domain.service_orders import Order
from src.domain.transfers import Transfer, purpose_of
from src.domain.words import in_words
from src.services.payment_codes import code_of
from src.services.requisites import Client
from src.web.templates import day, money, number


def bill_paper(contract: GuardedContract, order: Order, payee: Requisites, client: Client) -> BillPaper:
    total, called = order.head.total, _called(order)
    purpose = purpose_of(f"Оплата {called}", contract.number, _tax(order))
    transfer = Transfer(payee, client.payer, total, purpose, contract.number)
    return BillPaper(
        title=f"Счёт на оплату {called.removeprefix('по счёту ')}",
        payee=payee,
        payer=client.payer,
        payer_address=client.address,
        basis=f"Договор № {contract.number}, заявка № {order.head.number} от {day(order.head.ordered_on)}",
        rows=[_row(order)],
        sums=_sums(order),
        count=f"Всего наименований 1, на сумму {money(total)} руб.",
        words=in_words(total),
        notes=[text for text in (_warning(order), order.conditions) if text],
        code=code_of(transfer) if order.head.billed else "",
    )


def _warning(order: Order) -> str:
    """Somebody may have kept the address of the file."""
    return "" if order.head.billed else "Заявка отменена или отклонена: этот счёт не оплачивайте."


def _called(order: Order) -> str:
    """After «Оплата»: by the supplier's invoice as soon as there is one."""
    if order.head.invoice_number:
        issued = f" от {day(order.invoice_on)}" if order.invoice_on else ""
        return f"по счёту № {order.head.invoice_number}{issued}"
    return f"по заявке № {order.head.number} от {day(order.head.ordered_on)}"


def _row(order: Order) -> list[str]:
    name, total = order.head.service, money(order.head.total)
    if not order.placed:
        return ["1", name, "1", "усл.", total, total]
    placed = order.placed
    name = f"{name}, {placed.place}" if placed.place else name
    return ["1", name, number(placed.quantity), placed.unit, money(placed.price), money(placed.cost.net)]


def _sums(order: Order) -> Pairs:
    """Of an order that came to the supplier by another way the tax is not known here."""
    whole = ("Всего к оплате:", money(order.head.total))
    if not order.placed:
        return [whole]
    cost = order.placed.cost
    tax = (f"НДС {cost.vat_percent} %:", money(cost.vat)) if cost.vat_percent else ("Без НДС:", "—")
    return [("Итого без НДС:", money(cost.net)), tax, whole]


def _tax(order: Order) -> str:
    if not order.placed:
        return "В том числе НДС."
    cost = order.placed.cost
    return f"В том числе НДС {cost.vat_percent} % {money_text(cost.vat)} руб." if cost.vat_percent else "Без НДС."
