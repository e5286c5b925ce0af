"""What the tables of long lists are filled with, by SQL of both engines: `w.at` is the number of a row in its table,
`w.contract` whose it is, `w.day` its day."""

from __future__ import annotations

from dataclasses import dataclass

from src.storage.documents import DOCUMENTS
from src.storage.migrations import m0014_payments, m0020_documents
from src.storage.payments import PAYMENTS


@dataclass(frozen=True, slots=True)
class Scaled:
    """`path`: the last word of its address; `amount`: the column that is found by its sum; `statements` of the
    migration that makes the table: its indexes are made anew after filling; `kept`: what its months hold beside the
    contract and the period; `filters` that not every list has; `by`: what its months are kept by, beside those."""

    table: str
    path: str
    amount: str
    values: dict[str, str]
    statements: tuple[str, ...]
    months: str
    kept: dict[str, str]
    filters: frozenset[str]
    by: tuple[str, ...] = ()

    @property
    def indexes(self) -> dict[str, str]:
        """By name, how each is made."""
        made = (text for text in self.statements if text.startswith(f"CREATE INDEX {self.table}_"))
        return {text.split()[2]: text for text in made if f" ON {self.table} " in text}


_NUMBER = "CAST(1000000 + w.at * 7919 % 900000 AS VARCHAR(500))"

SCALED = (
    Scaled(
        PAYMENTS.table,
        "payments",
        "amount",
        {
            "key": "'p' || CAST(w.at AS VARCHAR(40))",
            "contract": "w.contract",
            "number": _NUMBER,
            "number_key": _NUMBER,
            "paid_on": "w.day",
            "amount": "100000 + w.at * 7919 % 9000000",
            "purpose": "'Аванс за электроэнергию по договору, в том числе НДС'",
            "portal_order": "''",
            "deleted": "FALSE",
        },
        m0014_payments.STATEMENTS,
        PAYMENTS.months,
        {"things": "COUNT(*)", "amount": "SUM(t.amount)"},
        frozenset({"sum"}),
    ),
    Scaled(
        DOCUMENTS.table,
        "documents",
        "total",
        {
            "key": "'d' || CAST(w.at AS VARCHAR(40))",
            "contract": "w.contract",
            "kind": "CASE w.at / 100 % 10 WHEN 0 THEN 'acceptance' ELSE 'invoice' END",
            "number": _NUMBER,
            "number_key": _NUMBER,
            "issued_on": "w.day",
            "period": "''",
            "summed": "TRUE",
            "total": "100000 + w.at * 7919 % 9000000",
            "vat": "w.at * 7919 % 9000000 / 6",
            "file": "'documents/2026-11-24/' || CAST(w.at AS VARCHAR(40)) || '.pdf'",
            "digest": "''",
            "size": "12000",
            "deleted": "FALSE",
        },
        m0020_documents.STATEMENTS,
        DOCUMENTS.months,
        {"things": "COUNT(*)", "total": "SUM(t.total)", "vat": "SUM(t.vat)"},
        frozenset({"kind"}),
        ("kind",),
    ),
)
