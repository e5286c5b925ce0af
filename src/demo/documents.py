"""Documents of an invented contract: with each invoice what goes along with it, some of them with a file."""

from __future__ import annotations

from src.demo.invoices import bills, vat_of
from src.demo.papers import pdf
from src.demo.plan import Plan, contract_key, contract_number
from src.domain.documents import KINDS
from src.domain.obligations import Bill
from src.domain.quantities import money_text
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_EACH_MONTH = ("invoice", "vat_invoice", "acceptance", "consumption")
_WITH_SUMS = {"invoice", "vat_invoice", "acceptance"}
_FILED = {"invoice", "acceptance"}
_MONTHS = 3
"""The last ones, of which there are files."""


def add_documents(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    """Of the first contracts."""
    told = bills(plan, index) if index < plan.filed else []
    for at, bill in enumerate(told):
        for place in range(len(_EACH_MONTH)):
            _add(delivery, index, bill, place, filed=at >= len(told) - _MONTHS)


def _add(delivery: DeliveryWriter, index: int, bill: Bill, place: int, *, filed: bool) -> None:
    key, kind = contract_key(index), _EACH_MONTH[place]
    number = bill.number if kind == "invoice" else f"{bill.number.removeprefix('Э-')}-{place}"
    sums = (money_text(bill.total), money_text(vat_of(bill))) if kind in _WITH_SUMS else ("", "")
    file = ""
    if filed and kind in _FILED:
        file = f"{key}-{bill.period}-{kind}.pdf"
        delivery.file(file, _paper(index, bill, kind, number, sums))
    row = (f"{key}-{bill.period}-{place}", key, kind, number, bill.issued_on, bill.period, *sums, file, "", False)
    delivery.table(nouns.DOCUMENTS).write(row)


def _paper(index: int, bill: Bill, kind: str, number: str, sums: tuple[str, str]) -> bytes:
    lines = [
        f"Договор энергоснабжения № {contract_number(index)}",
        f"Период: {bill.period.month:02}.{bill.period.year}",
        *([f"Итоговая сумма: {sums[0]} руб.", f"в том числе НДС: {sums[1]} руб."] if sums[0] else []),
        "",
        "Документ придуман для демонстрации портала и ничего не значит.",
    ]
    return pdf(f"{KINDS[kind].name} № {number} от {bill.issued_on:%d.%m.%Y}", lines)
