"""What a filtered list of a contract's things must say of itself; everything else is the same for all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from src.domain.access import GuardedContract
from src.domain.orders import Kind
from src.domain.workbooks import Column
from src.routes.listing.cells import Cell
from src.services.lists import Lists
from src.web.filters import Filters, read_filters


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
