"""The nouns of the exchange: one file each, in the order in which a delivery is processed.

A noun says how each column of its rows is read; a column that may be empty gives the value that stands for emptiness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from src.domain.documents import KINDS
from src.domain.payment_rules import PaymentGroup, PenaltyGroup
from src.exchange import rows as r
from src.exchange import settlement_rows as s
from src.exchange import values as v
from src.exchange import violation_rows as w
from src.exchange.appeal_rows import AppealRow, SentAppealRow
from src.exchange.document_rows import DocumentRow, ReconciliationRow
from src.exchange.service_rows import SentServiceOrderRow, ServiceOrderRow, ServiceRow
from src.exchange.values import Reader


@dataclass(frozen=True, slots=True)
class Noun:
    """One file of a delivery. `readers` stand in the order of the columns; `empty` says what an empty field gives."""

    name: str
    row: type[Any]
    readers: tuple[Reader, ...]
    empty: Mapping[str, Any]
    stretch: int = 5000
    """Rows that are read at once: fewer where each may bring a file."""

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.row._fields)


def _noun(
    name: str, row: type[Any], *readers: Reader, empty: Mapping[str, Any] | None = None, stretch: int = 5000
) -> Noun:
    return Noun(name, row, (*readers, v.flag), empty or {}, stretch)


_WITH_FILES = 200
_NO_LOSSES = {"loss_kwh": Decimal(0), "loss_percent": Decimal(0), "loss_sign": 1}
_SOURCE = v.one_of("client", "billing", "remote", "opening")
_PAYMENT_GROUPS, _PENALTY_GROUPS = tuple(PaymentGroup), tuple(PenaltyGroup)
_STATUS = v.one_of("accepted", "in_calculation", "rejected")

PARTIES = _noun(
    "parties", r.PartyRow, v.code, v.one_of("legal", "sole"), v.text, v.code, v.code, v.code, v.text, empty={"kpp": ""}
)
BRANCHES = _noun("branches", r.BranchRow, v.code, v.text, v.text, v.text, v.text, v.text, empty={"fax": ""})
CURATORS = _noun("curators", r.CuratorRow, v.code, v.text, v.text)
CONTRACTS = _noun(
    "contracts", r.ContractRow, v.code, v.code, v.text, v.day, v.day, v.whole, v.flag, v.text, v.text, v.code, v.code,
    empty={"closed_on": None, "email": "", "phone": ""},
)  # fmt: skip
OBJECTS = _noun("objects", r.ObjectRow, v.code, v.code, v.text, v.text)
POINTS = _noun(
    "points", r.PointRow, v.code, v.code, v.code, v.text, v.number, v.one_of("VN", "SN1", "SN2", "NN"), v.sign,
    v.number, v.number, v.sign, empty=_NO_LOSSES,
)  # fmt: skip
METERS = _noun(
    "meters", r.MeterRow, v.code, v.code, v.text, v.day, v.one_of("working", "faulty"), v.flag,
    empty={"verified_until": None},
)  # fmt: skip
INSTALLATIONS = _noun(
    "installations", r.InstallationRow, v.code, v.code, v.day, v.day, v.number, empty={"removed_on": None}
)
REGISTERS = _noun(
    "registers", r.RegisterRow, v.code, v.code, v.one_of("T0", "T1", "T2", "T3"), v.one_of("A+", "A-", "R+", "R-"),
    v.whole, v.whole,
)  # fmt: skip
READINGS = _noun(
    "readings", r.ReadingRow, v.code, v.instant, _SOURCE, v.number, _STATUS, v.text, v.code,
    empty={"reason": "", "receipt": ""},
)  # fmt: skip
WINDOWS = _noun("windows", r.WindowRow, v.code, v.period, v.instant, v.instant)
INVOICES = _noun("invoices", r.InvoiceRow, v.code, v.code, v.text, v.day, v.period, v.money, v.money, v.day)
TARIFFS = _noun(
    "tariffs", r.TariffRow, v.code, v.period, v.whole, v.one_of("VN", "SN1", "SN2", "NN"),
    v.one_of("T0", "T1", "T2", "T3"), v.number, v.whole,
)  # fmt: skip
PAYMENTS = _noun(
    "payments", r.PaymentRow, v.code, v.code, v.text, v.day, v.money, v.text, v.code, empty={"purpose": "", "order": ""}
)
VIOLATIONS = _noun(
    "violations", w.ViolationRow, v.code, v.code, v.text, v.day,
    v.one_of("unmetered", "uncontracted", "no_access", "restriction", "other"), v.text, v.day, v.day, v.number, v.money,
    v.one_of("drawn", "invoiced", "paid", "cancelled"), v.one_of("power", "one_phase", "three_phases"),
    *[v.number] * 5, v.day, v.day, *[v.text] * 7, v.file_name,
    empty=dict.fromkeys(
        ("since", "until", "energy", "total", "power_kw", "volts", "amperes", "cos_phi", "hours", "previous_check",
         "object_until")
    )
    | dict.fromkeys(
        ("method", "place", "meter", "details", "present", "explanation", "refusal", "witnesses", "file"), ""
    ), stretch=_WITH_FILES,
)  # fmt: skip
SERVICES = _noun(
    "services", ServiceRow, v.code, v.text, v.text, v.money, v.text, v.whole, v.text,
    v.one_of("none", "object", "point"), empty={"description": "", "vat_percent": None, "conditions": ""},
)  # fmt: skip
SERVICE_ORDERS = _noun(
    "service_orders", ServiceOrderRow, v.code, v.code, v.text, v.code, v.day,
    v.one_of("placed", "awaiting_payment", "paid", "in_work", "done", "cancelled", "rejected"), v.money, v.text, v.day,
    v.text, empty={"invoice_number": "", "invoice_on": None, "reason": ""},
)  # fmt: skip
DAYS_OFF = _noun("days_off", s.DayOffRow, v.day, v.one_of("off", "work"))
KEY_RATES = _noun("key_rates", s.KeyRateRow, v.day, v.number)
VAT_RATES = _noun("vat_rates", s.VatRateRow, v.day, v.whole)
RATE_CAPS = _noun(
    "rate_caps", s.RateCapRow, v.one_of("*", *_PENALTY_GROUPS), v.day, v.day, v.number, v.text,
    empty={"until": None, "percent": None, "basis": ""},
)  # fmt: skip
PAYMENT_TERMS = _noun(
    "payment_terms", s.PaymentTermsRow, v.one_of(*_PAYMENT_GROUPS), v.day, *[v.whole] * 5, v.text,
    empty={**dict.fromkeys(("first_percent", "first_day", "second_percent", "second_day"), 0), "basis": ""},
)  # fmt: skip
CONTRACT_TERMS = _noun(
    "contract_terms", s.ContractTermsRow, v.code, v.one_of(*_PAYMENT_GROUPS), v.one_of(*_PENALTY_GROUPS), v.day,
    v.money, empty={"balance_on": None, "balance": 0},
)  # fmt: skip
DOCUMENTS = _noun(
    "documents", DocumentRow, v.code, v.code, v.one_of(*KINDS), v.text, v.day, v.period, v.money, v.money,
    v.file_name, v.code,
    empty={"period": None, "total": None, "vat": None, "file": "", "request": ""}, stretch=_WITH_FILES,
)  # fmt: skip
SENT_READINGS = _noun(
    "sent_readings", r.SentReadingRow, v.code, v.code, v.code, v.instant, v.number, v.instant, v.text, v.code,
    v.one_of("client", "opening"), empty={"replaces": ""},
)  # fmt: skip
RECONCILIATION_REQUESTS = _noun(
    "reconciliation_requests", ReconciliationRow, v.code, v.code, v.day, v.day, v.instant, v.text
)
FIRST_SENT_READINGS = _noun("sent_readings", r.FirstSentReadingRow, *SENT_READINGS.readers[:8], empty={"replaces": ""})
APPEALS = _noun(
    "appeals", AppealRow, v.code, v.code, v.one_of("processing", "working", "done"), v.long_text, v.instant,
    v.file_name, empty={"answer": "", "file": ""},
)  # fmt: skip
"""What the supplier answers; SENT_APPEALS is what clients have written."""
SENT_APPEALS = _noun(
    "appeals", SentAppealRow, v.code, v.code, v.text, v.long_text, v.one_of("sent", "withdrawn"), v.instant, v.text
)
SENT_CARD_PAYMENTS = _noun(
    "card_payments", r.SentCardPaymentRow, v.code, v.code, v.one_of("invoice", "advance", "order"), v.code, v.money,
    v.money, v.one_of("paid", "partly", "refunded", "held", "unpaid"), v.instant, v.text, v.text,
    empty={"reference": "", "bank_order": "", "login": ""},
)  # fmt: skip
FILES = _noun("files", r.FileRow, v.text, v.code, v.code, v.text)
"""Of every outgoing delivery that has files: whose they are."""
SENT_SERVICE_ORDERS = _noun(
    "service_orders", SentServiceOrderRow, v.code, v.code, v.one_of("placed", "cancelled"), v.instant, v.text, v.code,
    v.whole, v.code, v.code, v.day, v.text, v.text, v.money, v.whole, v.money, v.money,
)  # fmt: skip

VIOLATION_ANSWERS = _noun(
    "violation_answers", w.ViolationAnswerRow, v.code, v.code, v.one_of("in_work", "granted", "partly", "declined"),
    v.long_text, v.instant, empty={"answer": ""},
)  # fmt: skip
_SENT = v.one_of("sent", "withdrawn")
SENT_OBJECTIONS = _noun("objections", w.SentObjectionRow, v.code, v.code, v.code, v.long_text, _SENT, v.instant, v.text)
SENT_VIOLATION_REPORTS = _noun(
    "violation_reports", w.SentViolationReportRow, v.code, v.code, v.text, v.code, v.long_text, v.instant,
    v.one_of("works", "fails"), v.text, _SENT, v.instant, v.text, empty={"point": "", "meter": "", "present": ""},
)  # fmt: skip

INCOMING = (
    PARTIES, BRANCHES, CURATORS, CONTRACTS, OBJECTS, POINTS, METERS, INSTALLATIONS, REGISTERS, READINGS, WINDOWS,
    INVOICES, TARIFFS, PAYMENTS, VIOLATIONS, DAYS_OFF, KEY_RATES, RATE_CAPS, PAYMENT_TERMS, VAT_RATES, CONTRACT_TERMS,
    DOCUMENTS, SERVICES, SERVICE_ORDERS, APPEALS, VIOLATION_ANSWERS,
)  # fmt: skip
"""In this order a delivery is processed, whatever the order of its manifest."""
