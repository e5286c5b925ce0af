"""A payment order as it is asked for in the address, and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import Field, field_validator

from src.domain.access import GuardedContract
from src.domain.paying import OWN, Choice
from src.domain.quantities import NumberFault, money_text, read_money
from src.domain.requisites import Requisites
from src.domain.transfers import LARGEST_SUM, Transfer, purpose_of
from src.services.requisites import Desk
from src.web.front import Form, FormErrors, check_form, month, wrong
from src.web.queries import address
from src.web.templates import day

_WRONG_SUM: Final = "Напишите сумму в рублях, например 184 320,50, или оставьте поле пустым"
_TOO_LARGE: Final = "Сумма слишком большая: не больше 9 999 999 999 999,99 ₽"
_UNKNOWN: Final = "Такого счёта или платежа сейчас нет. Выберите другой или впишите сумму сами"


class AskedForm(Form):
    """`what`: the key of a choice, nothing for the nearest; `sum`: nothing for the whole of it."""

    what: str = Field(default="", max_length=600)
    sum: str = Field(default="", max_length=40)

    @field_validator("sum")
    @classmethod
    def check_sum(cls, typed: str) -> str:
        kopecks = read_money(typed) if typed else 0
        if isinstance(kopecks, NumberFault) or (typed and kopecks == 0):
            return wrong(_WRONG_SUM)
        if kopecks > LARGEST_SUM:
            wrong(_TOO_LARGE)
        return typed

    @property
    def kopecks(self) -> int:
        found = read_money(self.sum)
        return 0 if isinstance(found, NumberFault) else found


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be paid; `transfer` None: something is wrong with what was typed."""

    typed: FormErrors
    chosen: Choice
    transfer: Transfer | None


def asked_of(query: Mapping[str, str], contract: GuardedContract, payee: Requisites, desk: Desk) -> Asked:
    form, typed = check_form({name: query[name] for name in ("what", "sum") if name in query}, AskedForm)
    what = typed.value("what")
    chosen = next((each for each in desk.choices if each.key == (what or each.key)), None)
    if chosen is None:
        form, typed = None, typed.wrong("what", _UNKNOWN)
    chosen = chosen or desk.choices[-1]
    return Asked(typed, chosen, form and transfer_of(chosen, form.kopecks or chosen.kopecks, contract, payee, desk))


def transfer_of(chosen: Choice, kopecks: int, contract: GuardedContract, payee: Requisites, desk: Desk) -> Transfer:
    purpose = purpose_of(f"Оплата {what_of(chosen)}", contract.number, tax_words(chosen, kopecks))
    return Transfer(payee, desk.payer, kopecks, purpose, contract.number)


def what_of(chosen: Choice) -> str:
    """After «Оплата»."""
    if chosen.invoice and chosen.period:
        issued = day(chosen.invoice.issued_on)
        return f"по счёту № {chosen.invoice.number} от {issued} за электроэнергию за {month(chosen.period)}"
    if chosen.part and chosen.period:
        return f"электроэнергии за {month(chosen.period)} ({chosen.percent} %)"
    return "электроэнергии"


def tax_words(chosen: Choice, kopecks: int) -> str:
    """What a bank and a tax inspection want to read at the end."""
    if chosen.kopecks and not chosen.tax:
        return "Без НДС."
    rate = f"НДС {chosen.rate} %" if chosen.rate else "НДС"
    return f"В том числе {rate}" + (f" {money_text(chosen.tax_of(kopecks))} руб." if kopecks else ".")


def query_of(asked: Asked) -> dict[str, str]:
    """Back into an address; nothing where it is what an empty one says."""
    return {name: asked.typed.value(name) for name in ("what", "sum") if asked.typed.value(name)}


def path_of(contract: GuardedContract, asked: Asked | None = None, ending: str = "") -> str:
    return address(f"/contracts/{contract.id}/requisites{ending}", **(query_of(asked) if asked else {}))


def is_own(chosen: Choice) -> bool:
    return chosen.key == OWN
