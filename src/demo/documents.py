"""Documents of an invented contract: with each invoice what goes along with it, some of them with a file."""

from __future__ import annotations

from src.demo.invoices import INVOICES, invoice_number, invoice_total, vat_of
from src.demo.papers import pdf
from src.demo.plan import Plan, contract_key, contract_number
from src.domain.documents import KINDS
from src.domain.periods import Period
from src.domain.quantities import money_text
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_ISSUED = 5
_EACH_MONTH = ("invoice", "vat_invoice", "acceptance", "consumption")
_WITH_SUMS = {"invoice", "vat_invoice", "acceptance"}
_FILED = {"invoice", "acceptance"}


def add_documents(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    """Of the first contracts; files of the last three months."""
    for back in range(plan.money_months, 0, -1) if index < plan.filed else ():
        for place in range(len(_EACH_MONTH)):
            _add(delivery, plan, index, plan.open_period.plus(-back), place, filed=back <= INVOICES)


def _add(delivery: DeliveryWriter, plan: Plan, index: int, period: Period, place: int, *, filed: bool) -> None:
    kind = _EACH_MONTH[place]
    key, number = contract_key(index), invoice_number(index, period)
    number = number if kind == "invoice" else f"{number.removeprefix('Э-')}-{place}"
    total = invoice_total(plan, index, period)
    sums = (money_text(total), money_text(vat_of(total, period))) if kind in _WITH_SUMS else ("", "")
    file = ""
    if filed and kind in _FILED:
        file = f"{key}-{period}-{kind}.pdf"
        delivery.file(file, _paper(index, period, kind, number, sums))
    row = (f"{key}-{period}-{place}", key, kind, number, period.next.day(_ISSUED), period, *sums, file, "", False)
    delivery.table(nouns.DOCUMENTS).write(row)


def _paper(index: int, period: Period, kind: str, number: str, sums: tuple[str, str]) -> bytes:
    day = period.next.day(_ISSUED)
    lines = [
        f"Договор энергоснабжения № {contract_number(index)}",
        f"Период: {period.month:02}.{period.year}",
        *([f"Итоговая сумма: {sums[0]} руб.", f"в том числе НДС: {sums[1]} руб."] if sums[0] else []),
        "",
        "Документ придуман для демонстрации портала и ничего не значит.",
    ]
    return pdf(f"{KINDS[kind].name} № {number} от {day:%d.%m.%Y}", lines)
