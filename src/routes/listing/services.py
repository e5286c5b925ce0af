"""«Услуги» as a list: orders of services."""

from src.domain.orders import Kind
from src.domain.service_orders import STATE_NAMES, Listed
from src.domain.workbooks import Column
from src.domain.workbooks import Kind as Sort
from src.routes.listing.cells import Cell, roubles
from src.routes.listing.subject import Subject
from src.services.service_orders import orders
from src.web.filters import KIND, PERIOD


def _cells(order: Listed) -> tuple[Cell, ...]:
    told = (order.number, order.service, order.ordered_on, STATE_NAMES[order.state])
    return (*told, roubles(order.total), order.invoice_number)


SERVICES = Subject(
    name="services",
    title="Услуги",
    lists=orders.ORDERS,
    fields=(*PERIOD, *KIND),
    export=Kind.SERVICES,
    columns=(
        Column("Заявка", 18),
        Column("Услуга", 44),
        Column("Дата оформления", 12, Sort.DAY),
        Column("Статус", 18),
        Column("Сумма заказа, ₽", 16, Sort.MONEY),
        Column("Номер счета", 24),
    ),
    cells=_cells,
    kinds={state.value: words for state, words in STATE_NAMES.items()},
)
