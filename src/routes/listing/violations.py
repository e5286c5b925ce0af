"""«Акты нарушений» as a list."""

from src.domain.orders import Kind
from src.domain.violations import KINDS, Line
from src.domain.workbooks import Column
from src.domain.workbooks import Kind as Sort
from src.routes.listing.cells import Cell, roubles
from src.routes.listing.subject import Subject
from src.services import violations
from src.web.filters import KIND, PERIOD


def _cells(act: Line) -> tuple[Cell, ...]:
    total = None if act.kopecks is None else roubles(act.kopecks)
    return act.drawn_on, act.number, act.kind_words, act.since, act.until, act.point, total, act.state_words


VIOLATIONS = Subject(
    name="violations",
    title="Акты нарушений",
    lists=violations.ACTS,
    fields=(*PERIOD, *KIND),
    export=Kind.VIOLATIONS,
    columns=(
        Column("Дата", 12, Sort.DAY),
        Column("Номер", 18),
        Column("Вид", 30),
        Column("Время учета с", 14, Sort.DAY),
        Column("Время учета по", 14, Sort.DAY),
        Column("Название точки учета", 36),
        Column("Сумма по выставленному акту, ₽", 20, Sort.MONEY),
        Column("Состояние", 14),
    ),
    cells=_cells,
    kinds={kind.value: words for kind, words in KINDS.items()},
)
