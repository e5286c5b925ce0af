"""«Платежи» as a list."""

from src.domain.orders import Kind
from src.domain.payments import Payment
from src.domain.workbooks import Column
from src.domain.workbooks import Kind as Sort
from src.routes.listing.cells import Cell, roubles
from src.routes.listing.subject import Subject
from src.services import payments
from src.web.filters import NUMBER, PERIOD, SUM


def _cells(payment: Payment) -> tuple[Cell, ...]:
    return payment.number, payment.paid_on, roubles(payment.kopecks), payment.purpose


PAYMENTS = Subject(
    name="payments",
    title="Платежи",
    lists=payments.PAYMENTS,
    fields=(*PERIOD, *NUMBER, *SUM),
    export=Kind.PAYMENTS,
    columns=(
        Column("Номер платежного документа", 28),
        Column("Дата", 12, Sort.DAY),
        Column("Сумма, ₽", 16, Sort.MONEY),
        Column("Назначение платежа", 60),
    ),
    cells=_cells,
)
