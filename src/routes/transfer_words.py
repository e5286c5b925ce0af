"""What a payment is for, as a bank and a tax inspection want to read it."""

from src.domain.paying import Choice
from src.domain.quantities import money_text
from src.domain.transfers import purpose_of
from src.web.templates import day, month


def purpose(chosen: Choice, kopecks: int, contract: str) -> str:
    """«Назначение платежа»; `contract`: its number."""
    return purpose_of(f"Оплата {_what(chosen)}", contract, _tax(chosen, kopecks))


def _what(chosen: Choice) -> str:
    if invoice := chosen.invoice:
        issued = day(invoice.issued_on)
        return f"по счёту № {invoice.number} от {issued} за электроэнергию за {month(invoice.period)}"
    if due := chosen.due:
        return f"электроэнергии за {month(due.period)}" + (f" ({due.percent} %)" if due.percent else "")
    return "задолженности за электроэнергию" if chosen.late else "электроэнергии"


def _tax(chosen: Choice, kopecks: int) -> str:
    if chosen.tax == 0 and not chosen.rate:
        return "Без НДС."
    rate = f"НДС {chosen.rate} %" if chosen.rate else "НДС"
    tax = chosen.tax_of(kopecks) if kopecks else None
    return f"В том числе {rate}." if tax is None else f"В том числе {rate} {money_text(tax)} руб."
