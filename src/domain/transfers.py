"""A payment order to the supplier, and the code of ГОСТ Р 56042-2014, from which a bank's program reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from src.domain.requisites import NAME_LENGTH, Payer, Requisites
from src.domain.text import collapse

PURPOSE_LENGTH: Final = 210
BANK_LENGTH: Final = 45
LARGEST_SUM: Final = 10**15 - 1
"""Kopecks; a bank's program has eighteen digits for them, people need fewer."""
MUST_BYTES: Final = 300
"""What the standard gives to the fields that must be there, in the encoding chosen."""
SEPARATORS: Final = "|~^;#*&!$%@"
ENCODINGS: Final = (("2", "utf-8"), ("1", "cp1251"))
"""Programs that guess the encoding guess UTF-8; the other one is for names that are too long in it."""


class NoCode(ValueError):
    """The texts do not fit into the code: the payment order is typed by hand."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """`kopecks` 0: whoever pays writes the sum in himself."""

    payee: Requisites
    payer: Payer
    kopecks: int
    purpose: str
    contract: str


def purpose_of(what: str, contract: str, tax: str) -> str:
    """«Оплата …» as a bank takes it: what is paid for is cut, so that contract and tax always stand in it."""
    tail = collapse(f" по договору № {contract[:60]}. {tax}", PURPOSE_LENGTH)
    room = PURPOSE_LENGTH - len(tail) - 1
    what = collapse(what)
    if len(what) > room:
        what = what[: room - 1].rstrip() + "…"
    return f"{what} {tail}"


def payload(transfer: Transfer) -> bytes:
    """What the picture holds. Raises NoCode."""
    must, may = _fields(transfer)
    separator = next((sign for sign in SEPARATORS if not any(sign in text for text in (*must, *may))), "")
    if not separator:
        raise NoCode
    for digit, encoding in ENCODINGS:
        try:
            begin = separator.join((f"ST0001{digit}", *must)).encode(encoding)
            rest = "".join(separator + field for field in may).encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(begin) <= MUST_BYTES:
            return begin + rest
    raise NoCode


def _fields(transfer: Transfer) -> tuple[list[str], list[str]]:
    payee = transfer.payee
    must = _named((
        ("Name", payee.full_name[:NAME_LENGTH]),
        ("PersonalAcc", payee.account),
        ("BankName", payee.bank[:BANK_LENGTH].rstrip()),
        ("BIC", payee.bic),
        ("CorrespAcc", payee.correspondent),
    ))
    may = _named((
        ("Sum", str(transfer.kopecks or "")),
        ("Purpose", transfer.purpose[:PURPOSE_LENGTH]),
        ("PayeeINN", payee.inn),
        ("KPP", payee.kpp),
        ("PayerINN", transfer.payer.inn),
        ("Contract", transfer.contract),
    ))
    return must, may


def _named(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """`Name=value` of those that have a value; a line end or a tab in it would end the field for some programs."""
    return [f"{name}={value}" for name, told in pairs if (value := collapse(told))]
