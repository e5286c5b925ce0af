"""Money of an invented contract: what it was billed, with which documents, and what it has paid."""

from src.demo.documents import add_documents
from src.demo.invoices import add_invoices
from src.demo.payments import add_payments
from src.demo.plan import Plan
from src.exchange.writing import DeliveryWriter


def add_money(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    add_invoices(delivery, plan, index)
    add_payments(delivery, plan, index)
    add_documents(delivery, plan, index)
