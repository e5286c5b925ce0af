"""«Обращения» as a list."""

from src.domain.appeals import STATES, Line
from src.domain.orders import Kind
from src.domain.workbooks import Column
from src.domain.workbooks import Kind as Sort
from src.routes.listing.cells import Cell
from src.routes.listing.subject import Subject
from src.services.appeals import lists
from src.web.filters import KIND, PERIOD


def _cells(appeal: Line) -> tuple[Cell, ...]:
    return appeal.number, appeal.sent_on, appeal.topic, appeal.standing, appeal.text


APPEALS = Subject(
    name="appeals",
    title="Обращения",
    lists=lists.APPEALS,
    fields=(*PERIOD, *KIND),
    export=Kind.APPEALS,
    columns=(
        Column("Номер", 14),
        Column("Дата", 12, Sort.DAY),
        Column("Тема", 34),
        Column("Состояние", 14),
        Column("Текст", 80),
    ),
    cells=_cells,
    kinds={state.value: words for state, words in STATES.items()},
)
