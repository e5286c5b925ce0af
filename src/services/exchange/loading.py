"""What every kind of row has in common on its way from a file into the base."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from src.domain.directory import Fault
from src.domain.exchange import Reason
from src.exchange.enclosed import Enclosed
from src.exchange.files import Read, Refusal
from src.exchange.nouns import Noun
from src.exchange.values import as_text
from src.gateways.files.files import Files
from src.services.exchange.enclosures import Enclosing

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many of how many are done."""


def silent(what: str, done: int, total: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When rows are written, in which zone days begin, and the files that came beside them."""

    now: datetime
    zone: ZoneInfo
    enclosing: Enclosing


@dataclass(frozen=True, slots=True)
class Round:
    """When a delivery is loaded, in which zone days begin, where its files are kept, who is told."""

    now: datetime
    zone: ZoneInfo
    files: Files
    progress: Progress

    def moment(self, enclosed: Enclosed) -> Moment:
        return Moment(self.now, self.zone, Enclosing(enclosed, self.files))


@dataclass(slots=True)
class Prepared:
    """A stretch of rows made ready before the transaction: `values` by key, the last row of a key being the one that
    stays, as if rows were written one after another; `keys` says whom the rows touch."""

    values: dict[Any, tuple[Any, ...]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    refused: list[Refusal] = field(default_factory=list)
    later: list[tuple[int, Any]] = field(default_factory=list)


class Loader(Protocol):
    @property
    def noun(self) -> Noun: ...
    @property
    def table(self) -> str: ...

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        """Judge the rows; reads the base, writes nothing."""
        ...

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        """Inside the transaction; rows that are refused only now come back."""
        ...


def refusal(line: int, row: Any, fault: Fault) -> Refusal:
    column, reason = fault
    return Refusal(line, column, reason, as_text(getattr(row, column)))


def unknown(row: Any, columns: Iterable[tuple[str, dict[str, int]]]) -> Fault | None:
    """The first of the columns whose code nobody knows."""
    for column, ids in columns:
        if getattr(row, column) not in ids:
            return column, Reason.UNKNOWN_PARENT
    return None
