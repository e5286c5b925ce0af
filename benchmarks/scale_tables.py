"""What the tables of long lists are filled with, by SQL of both engines: `w.at` is the number of a row in its table,
`w.contract` whose it is, `w.day` its day."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.scale_selections import WITH_KINDS, WITH_SUMS, Selection
from src.storage.documents import DOCUMENTS
from src.storage.migrations import m0014_payments, m0020_documents
from src.storage.payments import PAYMENTS


@dataclass(frozen=True, slots=True)
class Scaled:
    """`path`: the last word of its address; `amount`: the column that is found by its sum; `statements` of the
    migration that makes the table: its indexes are made anew after filling; `kept`: what its months hold beside the
    contract, the period and what else they are told apart `by`."""

    table: str
    path: str
    amount: str
    values: dict[str, str]
    statements: tuple[str, ...]
    months: str
    kept: dict[str, str]
    selections: tuple[Selection, ...]
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
        WITH_SUMS,
    ),
    Scaled(
        DOCUMENTS.table,
        "documents",
        "total",
        {
            "key": "'d' || CAST(w.at AS VARCHAR(40))",
            "contract": "w.contract",
            "kind": "CASE WHEN w.at / 100 % 2 = 0 THEN 'invoice' ELSE 'acceptance' END",
            "number": _NUMBER,
            "number_key": _NUMBER,
            "issued_on": "w.day",
            "period": "'2026-01'",
            "summed": "TRUE",
            "total": "100000 + w.at * 7919 % 9000000",
            "vat": "1000 + w.at % 9000",
            "file": "''",
            "digest": "''",
            "size": "0",
            "deleted": "FALSE",
        },
        m0020_documents.STATEMENTS,
        DOCUMENTS.months,
        {"things": "COUNT(*)", "total": "SUM(t.total)", "vat": "SUM(t.vat)"},
        WITH_KINDS,
        ("kind",),
    ),
)
