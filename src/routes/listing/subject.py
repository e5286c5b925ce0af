"""What a filtered list of a contract's things must say of itself; everything else is the same for all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.orders import Kind
from src.domain.workbooks import Column
from src.services.lists import Lists
from src.web.filters import Filters, read_filters

Cell = str | int | Decimal | date | None
_KOPECK: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Subject:
    """`name` is the last word of its address and the name of its partials' folder, `title` that of its page; `fields`
    are its filters (web/filters.py), `kinds` what may be chosen as kind. A file has `columns`, and `cells` says the
    line of a thing; `export` is the kind under which a long workbook is ordered."""

    name: str
    title: str
    lists: Lists[Any]
    fields: Sequence[str]
    export: Kind
    columns: tuple[Column, ...]
    cells: Callable[[Any], Sequence[Cell]]
    kinds: Mapping[str, str] = field(default_factory=dict)

    def path(self, contract: GuardedContract) -> str:
        return f"/contracts/{contract.id}/{self.name}"

    def filters(self, contract: GuardedContract, given: Mapping[str, Any]) -> Filters:
        return read_filters(given, self.path(contract), self.fields, self.kinds)


def roubles(kopecks: int) -> Decimal:
    """For a cell: exact, with both digits of the kopecks."""
    return kopecks * _KOPECK
