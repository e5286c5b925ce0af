"""A payment order as it is asked for in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.paying import Choice
from src.domain.transfers import Transfer
from src.routes.requisites_form import AskedForm
from src.routes.transfer_words import purpose
from src.services.requisites import Desk
from src.web.front import FormErrors, check_form
from src.web.queries import address

_LONGEST = 700
"""Of what an address may hold: more goes into no answer."""
_UNKNOWN = "Такого счёта или платежа сейчас нет. Выберите другой или впишите сумму сами"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be paid; `transfer` None: something is wrong with what was typed."""

    typed: FormErrors
    chosen: Choice
    transfer: Transfer | None


def asked_of(query: Mapping[str, str], contract: GuardedContract, desk: Desk) -> Asked:
    form, typed = check_form({name: query[name][:_LONGEST] for name in ("what", "sum") if name in query}, AskedForm)
    what = typed.value("what")
    chosen = next((each for each in desk.choices if each.key == (what or each.key)), None)
    if chosen is None:
        return Asked(typed.wrong("what", _UNKNOWN), desk.choices[-1], None)
    if form is None:
        return Asked(typed, chosen, None)
    kopecks = form.kopecks or chosen.kopecks
    transfer = Transfer(desk.payee, desk.payer, kopecks, purpose(chosen, kopecks, contract.number), contract.number)
    return Asked(typed, chosen, transfer)


def path_of(contract: GuardedContract, asked: Asked | None = None, ending: str = "") -> str:
    """With what was asked for."""
    query = {name: asked.typed.value(name) for name in ("what", "sum")} if asked else {}
    return address(f"/contracts/{contract.id}/requisites{ending}", **query)
