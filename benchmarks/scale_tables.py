"""What the tables of long lists are filled with, by SQL of both engines: `w.at` is the number of a row in its table,
`w.contract` whose it is, `w.day` its day."""

from __future__ import annotations

from dataclasses import dataclass

from src.storage.migrations import m0014_payments
from src.storage.payments import PAYMENTS


@dataclass(frozen=True, slots=True)
class Scaled:
    """`path`: the last word of its address; `amount`: the column that is found by its sum; `statements` of the
    migration that makes the table: its indexes are made anew after filling; `kept`: what its months hold beside the
    contract and the period."""

    table: str
    path: str
    amount: str
    values: dict[str, str]
    statements: tuple[str, ...]
    months: str
    kept: dict[str, str]

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
    ),
)
