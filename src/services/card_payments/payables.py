"""What may be paid by card: an invoice or an order in full, an advance of any sum."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.card_payments import Kind, Payable
from src.services.access import known_id
from src.services.service_orders import orders
from src.storage import card_lists

TITLE: Final = 99
"""Characters that banks show."""


async def find_invoice(contract: GuardedContract, invoice_id: int) -> Payable | None:
    """None: this contract has no such invoice, or there is nothing to pay in it."""
    found = await card_lists.find_invoice(contract, invoice_id) if known_id(invoice_id) else None
    if found is None or found.total <= 0:
        return None
    told = f" от {found.issued_on:%d.%m.%Y}, договор № {contract.number}"
    return Payable(Kind.INVOICE, str(invoice_id), found.total, _title("Счёт № ", found.number, told), found.number)


async def find_order(contract: GuardedContract, order_id: int) -> Payable | None:
    """None: it does not wait for a payment. Raises NoSuchOrder."""
    head = (await orders.find(contract, order_id)).head
    if not head.payable:
        return None
    told = f", {head.service}, договор № {contract.number}"
    return Payable(Kind.ORDER, str(order_id), head.total, _title("Заявка № ", head.number, told), head.number)


def advance(contract: GuardedContract, kopecks: int) -> Payable:
    return Payable(Kind.ADVANCE, "", kopecks, _title("Аванс за электроэнергию, договор № ", contract.number, ""))


def _title(before: str, name: str, after: str) -> str:
    """The name gives way: what it is and what it belongs to stay."""
    room = max(TITLE - len(before) - len(after), 20)
    cut = name if len(name) <= room else name[: room - 1] + "…"
    return f"{before}{cut}{after}"[:TITLE]
