"""«Документы» as a list."""

from src.domain.documents import KINDS, Document
from src.domain.orders import Kind
from src.domain.workbooks import Column
from src.domain.workbooks import Kind as Sort
from src.routes.listing.cells import Cell, roubles
from src.routes.listing.subject import Subject
from src.services.documents.listing import DOCUMENTS as LISTS
from src.web.filters import KIND, NUMBER, PERIOD


def _cells(document: Document) -> tuple[Cell, ...]:
    sums = (roubles(document.total), roubles(document.vat)) if document.summed else (None, None)
    return KINDS[document.kind].name, document.issued_on, document.number, *sums


DOCUMENTS = Subject(
    name="documents",
    title="Документы",
    lists=LISTS,
    fields=(*PERIOD, *KIND, *NUMBER),
    export=Kind.DOCUMENTS,
    columns=(
        Column("Вид", 36),
        Column("Дата", 12, Sort.DAY),
        Column("Номер", 20),
        Column("Итоговая сумма, ₽", 18, Sort.MONEY),
        Column("Сумма НДС, ₽", 16, Sort.MONEY),
    ),
    cells=_cells,
    kinds={word: kind.name for word, kind in KINDS.items()},
)
