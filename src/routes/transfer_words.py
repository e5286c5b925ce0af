"""What a payment is for, as a bank and a tax inspection want to read it."""

from src.domain.paying import Choice
from src.domain.quantities import money_text
from src.domain.transfers import purpose_of
from src.web.templates import day, month


def purpose(chosen: Choice, kopecks: int, contract: str) -> str:
    """«Назначение платежа»; `contract`: its number."""
    return purpose_of(f"Оплата {_what(chosen)}", contract, _tax(chosen, kopecks))


def _what(chosen: Choice) -> str:
    if chosen.invoice and chosen.period:
        issued = day(chosen.invoice.issued_on)
        return f"по счёту № {chosen.invoice.number} от {issued} за электроэнергию за {month(chosen.period)}"
    if chosen.part and chosen.period:
        return f"электроэнергии за {month(chosen.period)} ({chosen.percent} %)"
    return "электроэнергии"


def _tax(chosen: Choice, kopecks: int) -> str:
    if chosen.kopecks and not chosen.tax:
        return "Без НДС."
    rate = f"НДС {chosen.rate} %" if chosen.rate else "НДС"
    return f"В том числе {rate}" + (f" {money_text(chosen.tax_of(kopecks))} руб." if kopecks else ".")
