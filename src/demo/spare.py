"""The contracts that nobody has yet: eleven come with the first delivery, twelve more each time these are taken."""

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from src.demo import identifiers, shapes, small
from src.demo.delivery import email_of, write_delivery
from src.demo.plan import Plan, contract_key, contract_number, legal_party
from src.domain.quantities import money_text
from src.exchange import nouns
from src.exchange.files import RowReader
from src.exchange.rows import InvoiceRow

_MANY = 10_000
_FIRST = 900_000
"""Index of the first that came later: no other invented delivery counts so far."""
_BATCH = 12
"""A multiple of the four that share a party."""


@dataclass(frozen=True, slots=True)
class ContractToLink:
    """What a newcomer types to link it; `invoice_sum` is in roubles with a point."""

    key: str
    number: str
    inn: str
    kpp: str
    invoice_number: str
    invoice_sum: str
    email: str


@dataclass(frozen=True, slots=True)
class _Batch(Plan):
    """Plain contracts from the index `first` on."""

    first: int = _FIRST

    def indexes(self) -> range:
        return range(self.first, self.first + _BATCH)

    def shape(self, index: int) -> shapes.Shape:
        return shapes.PLAIN


def keys(inbox: Path) -> list[str]:
    """The contracts that a newcomer may link, in this order; of all the window is open."""
    later = range(_FIRST, _FIRST + _BATCH * _batches(inbox))
    return [*small.CONTRACTS_TO_LINK, *map(contract_key, later)]


def write_more(inbox: Path, plan: Plan) -> Path:
    """A delivery of twelve contracts that were never there."""
    known = _batches(inbox)
    batch = _Batch(plan.now, plan.zone, months=plan.months, first=_FIRST + _BATCH * known)
    return write_delivery(inbox, _name(known), batch)


def contract_to_link(inbox: Path, key: str) -> ContractToLink:
    """One of `keys` as it was delivered."""
    index = int(key[1:]) - 1
    delivery = _name((index - _FIRST) // _BATCH) if index >= _FIRST else small.NAME
    last = _last_invoice(inbox / delivery / nouns.INVOICES.file, key)
    party = legal_party(index)
    return ContractToLink(
        key=key,
        number=contract_number(index),
        inn=identifiers.inn_of_legal_entity(party),
        kpp=identifiers.kpp(party),
        invoice_number=last.number,
        invoice_sum=money_text(last.total),
        email=email_of(index),
    )


def _batches(inbox: Path) -> int:
    """How many came later."""
    return next(number for number in count() if not (inbox / _name(number)).exists())


def _name(number: int) -> str:
    return f"demo-more-{number + 1}"


def _last_invoice(path: Path, contract: str) -> InvoiceRow:
    """The demo may have been made months ago: only its files say which invoice is the last."""
    with RowReader(path, nouns.INVOICES, 0) as reader:
        invoices: list[InvoiceRow] = reader.read(_MANY).rows
    return max((row for row in invoices if row.contract == contract), key=lambda row: row.issued_on)
