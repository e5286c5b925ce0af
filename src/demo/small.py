"""The base of `./run`: one of each awkward state, and what launch must know about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from src.demo import identifiers, shapes
from src.demo.delivery import email_of, write_delivery
from src.demo.plan import Plan, contract_key, contract_number
from src.exchange import nouns
from src.exchange.files import RowReader
from src.exchange.rows import InvoiceRow
from src.exchange.values import money_text

_NAME = "demo"
_MANY = 10_000

ADMINISTRATOR_CONTRACTS = tuple(contract_key(index) for index in range(len(shapes.OF_ADMINISTRATOR)))
"""Keys of the contracts that the demo's administrator gets: fewer than twenty."""
_TO_LINK = (shapes.TO_LINK, *range(len(shapes.FIRST) - shapes.SPARE, len(shapes.FIRST)))
OTHERS_CONTRACTS = tuple(contract_key(index) for index in range(shapes.TO_LINK + 1, _TO_LINK[1]))
"""Keys of contracts for the demo's other people: the administrator is a stranger there."""
CONTRACTS_TO_LINK = tuple(contract_key(index) for index in _TO_LINK)
"""Keys of the contracts that a newcomer may link, one after the other; of all the window is open."""


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


def write_small(inbox: Path, plan: Plan) -> Path | None:
    """The one delivery that fills the base of `./run`; None where it is there already."""
    return None if (inbox / _NAME).exists() else write_delivery(inbox, _NAME, plan)


def contract_to_link(inbox: Path, plan: Plan, key: str = CONTRACTS_TO_LINK[0]) -> ContractToLink:
    """One of CONTRACTS_TO_LINK as it was delivered; its window is open and its register can be filled."""
    index = _TO_LINK[CONTRACTS_TO_LINK.index(key)]
    last = _last_invoice(inbox / _NAME / nouns.INVOICES.file, key)
    return ContractToLink(
        key=key,
        number=contract_number(index),
        inn=identifiers.inn_of_legal_entity(plan.party_of(index)),
        kpp=identifiers.kpp(plan.party_of(index)),
        invoice_number=last.number,
        invoice_sum=money_text(last.total),
        email=email_of(index),
    )


def _last_invoice(path: Path, contract: str) -> InvoiceRow:
    """The demo may have been made months ago: only its files say which invoice is the last."""
    with RowReader(path, nouns.INVOICES, 0) as reader:
        invoices: list[InvoiceRow] = reader.read(_MANY).rows
    return max((row for row in invoices if row.contract == contract), key=lambda row: row.issued_on)
