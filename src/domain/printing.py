"""What printed documents say: texts for people, ready to be set. `src/printing/templates/` says how they look.

A new document is a class here with the name of its template, the template, and somebody who fills it in
(docs/architecture.md).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, NamedTuple

from src.domain.requisites import Payer, Requisites

Rows = Sequence[Sequence[str]]
Pairs = Sequence[tuple[str, str]]
"""What is told, and the words for it."""


class Column(NamedTuple):
    """`share` of the width beside that of the others; `right`: numbers, which get as much as they need."""

    name: str
    share: int
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """`title` is its first line and the name of the file's content; `rows` of its table may be many."""

    template: ClassVar[str]

    title: str
    rows: Rows = ()

    @property
    def told(self) -> dict[str, Any]:
        """All but the rows, as plain words."""
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "rows"}
        return {name: asdict(value) if isinstance(value, Requisites | Payer) else value for name, value in told.items()}


@dataclass(frozen=True, kw_only=True)
class TablePaper(Paper):
    """Pairs and a table; notes stand below."""

    template: ClassVar[str] = "table"

    pairs: Pairs
    columns: Sequence[Column]
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class BillPaper(Paper):
    """«Счёт на оплату». A row: number, name, amount, unit, price, sum. `sums`: the lines below; `code`: what the
    picture holds, in hexadecimal, or nothing."""

    template: ClassVar[str] = "bill"

    payee: Requisites
    payer: Payer
    payer_address: str = ""
    basis: str
    sums: Pairs
    count: str
    words: str
    notes: Sequence[str] = ()
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderFormPaper(Paper):
    """«Платёжное поручение», form 0401060, as far as the supplier can fill it in. `amount` as the form wants it:
    «1234-56»."""

    template: ClassVar[str] = "order_form"

    payee: Requisites
    payer: Payer
    amount: str
    words: str
    purpose: str
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterPaper(Paper):
    """A letter of the client to the supplier. `sender`, `recipient`: lines of the head; `placed`: number and day."""

    template: ClassVar[str] = "letter"

    sender: Sequence[str]
    recipient: Sequence[str]
    placed: str
    paragraphs: Sequence[str]
    signatures: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ActPaper(Paper):
    """An act: pairs, texts under headings, places for signatures; `number`: number and day."""

    template: ClassVar[str] = "act"

    placed: str
    pairs: Pairs
    sections: Pairs
    signatures: Sequence[str]
    notes: Sequence[str] = ()
