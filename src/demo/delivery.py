"""A whole delivery of invented data, contract by contract into all files at once: memory stays small at any size."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from src.demo import identifiers, names
from src.demo.metering import add_metering
from src.demo.money import add_money
from src.demo.plan import Plan, contract_key, contract_number
from src.demo.services import add_orders, add_services
from src.demo.violations import add_violations
from src.demo.windows import add_windows
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_BRANCHES = 4
_CURATORS = 12

Progress = Callable[[int, int], None]
"""Told the number of contracts made, and of all."""


def write_delivery(inbox: Path, name: str, plan: Plan, progress: Progress = lambda done, total: None) -> Path:
    """Write the delivery `name` into the folder; what appears there is whole."""
    with DeliveryWriter(inbox, name) as delivery:
        for noun in nouns.INCOMING:
            delivery.table(noun)
        _add_offices(delivery)
        add_services(delivery)
        total = len(plan.indexes())
        for index in plan.indexes():
            _add_contract(delivery, plan, index)
            if index % 1000 == 0:
                progress(index, total)
        add_windows(delivery, plan)
        progress(total, total)
    return delivery.path


def _add_offices(delivery: DeliveryWriter) -> None:
    random = Random(0)  # noqa: S311 invented, not secret
    for index in range(_BRANCHES):
        delivery.table(nouns.BRANCHES).write((
            f"B{index + 1}", f"Отделение № {index + 1}", names.person(random), names.address(random),
            names.phone(index), names.phone(index + 50) if index % 2 else "", False,
        ))  # fmt: skip
    for index in range(_CURATORS):
        delivery.table(nouns.CURATORS).write((f"K{index + 1}", names.person(random), names.phone(100 + index), False))


def _add_contract(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    shape, key = plan.shape(index), contract_key(index)
    random = Random(plan.seed * 1_000_003 + index)  # noqa: S311 invented, not secret
    party = plan.party_of(index)
    if party == index:
        _add_party(delivery, random, index, shape.kind)
    delivery.table(nouns.CONTRACTS).write((
        key, f"P{party + 1:06}", contract_number(index), f"20{random.randrange(10, 20)}-0{random.randrange(1, 10)}-01",
        "", shape.category, shape.category >= 5, email_of(index), names.phone(200 + index),
        f"B{index % _BRANCHES + 1}", f"K{index % _CURATORS + 1}", False,
    ))  # fmt: skip
    if shape.utility:
        delivery.table(nouns.CONTRACT_TERMS).write((key, "utility", "utility", "", "", False))
    address = names.address(random)
    for number in range(1, shape.objects + 1):
        place = names.place(random, number)
        delivery.table(nouns.OBJECTS).write((f"{key}-{number}", key, place, f"{address}, стр. {number}", False))
    add_metering(delivery, plan, index, random)
    if shape.objects:
        add_money(delivery, plan, index)
        add_violations(delivery, plan, index)
        add_orders(delivery, plan, index)


def _add_party(delivery: DeliveryWriter, random: Random, index: int, kind: str) -> None:
    if kind == "sole":
        name, inn, kpp = f"ИП {names.person(random)}", identifiers.inn_of_person(index), ""
        ogrn = identifiers.ogrnip(index)
    else:
        name, inn, kpp = names.company(random, index), identifiers.inn_of_legal_entity(index), identifiers.kpp(index)
        ogrn = identifiers.ogrn(index)
    row = (f"P{index + 1:06}", kind, name, inn, kpp, ogrn, names.address(random), False)
    delivery.table(nouns.PARTIES).write(row)


def email_of(index: int) -> str:
    """The address written in the contract."""
    return f"dogovor{index + 1}@client.example"
