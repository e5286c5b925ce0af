"""The supplier's directory: how each kind of row is judged and in which form it is stored."""

from datetime import date, datetime
from typing import Any

from src.domain import directory as rules
from src.domain.directory import Fault
from src.exchange import nouns
from src.exchange import rows as r
from src.services.exchange.directory_loader import DirectoryLoader, Ids
from src.storage import imports
from src.storage.forms import instant_in, scaled_in
from src.storage.own_windows import recount_windows
from src.storage.recount_queue import mark, mark_money


def _party_fault(row: r.PartyRow, today: date) -> Fault | None:
    return rules.fault_of_party(row.kind, row.inn, row.kpp, row.ogrn)


def _contract(row: r.ContractRow, ids: Ids) -> tuple[Any, ...]:
    party, branch, curator = ids["party"][row.party], ids["branch"][row.branch], ids["curator"][row.curator]
    return (row.contract, party, *row[2:9], branch, curator, row.deleted)


def _contract_fault(row: r.ContractRow, today: date) -> Fault | None:
    return rules.fault_of_contract(row.signed_on, row.closed_on, row.price_category)


def _object(row: r.ObjectRow, ids: Ids) -> tuple[Any, ...]:
    return (row.object, ids["contract"][row.contract], *row[2:])


def _point(row: r.PointRow, ids: Ids) -> tuple[Any, ...]:
    power, kwh, percent = scaled_in(row.power_kw), scaled_in(row.loss_kwh), scaled_in(row.loss_percent)
    head = (row.point, ids["object"][row.object], row.code, row.name)
    return (*head, power, row.voltage, row.flow_sign, kwh, percent, row.loss_sign, row.deleted)


def _register(row: r.RegisterRow, ids: Ids) -> tuple[Any, ...]:
    return (row.register, ids["meter"][row.meter], *row[2:])


def _window(row: r.WindowRow, ids: Ids) -> tuple[Any, ...]:
    return (row.contract, str(row.period), instant_in(row.opens_at), instant_in(row.closes_at), row.deleted)


def _invoice(row: r.InvoiceRow, ids: Ids) -> tuple[Any, ...]:
    contract = ids["contract"][row.contract]
    return (row.invoice, contract, row.number, row.issued_on, str(row.period), *row[5:])


def _tariff(row: r.TariffRow, ids: Ids) -> tuple[Any, ...]:
    return (row.contract, str(row.period), *row[2:5], scaled_in(row.price), *row[6:])


async def _count_windows(contracts: list[int], now: datetime) -> None:
    await recount_windows(contracts)
    await mark(contracts, now)


async def _count_contracts(contracts: list[int], now: datetime) -> None:
    """A contract that ends asks no more advances."""
    await mark(contracts, now, money=True)


def _as_is(row: Any, ids: Ids) -> tuple[Any, ...]:
    return tuple(row)


PARTIES = DirectoryLoader(nouns.PARTIES, imports.PARTY, _as_is, fault=_party_fault, touches="party")
BRANCHES = DirectoryLoader(nouns.BRANCHES, imports.BRANCH, _as_is)
CURATORS = DirectoryLoader(nouns.CURATORS, imports.CURATOR, _as_is)
CONTRACTS = DirectoryLoader(
    nouns.CONTRACTS,
    imports.CONTRACT,
    _contract,
    (("party", imports.PARTY), ("branch", imports.BRANCH), ("curator", imports.CURATOR)),
    _contract_fault,
    "contract",
    _count_contracts,
)
OBJECTS = DirectoryLoader(nouns.OBJECTS, imports.OBJECT, _object, (("contract", imports.CONTRACT),), touches="object")
POINTS = DirectoryLoader(
    nouns.POINTS,
    imports.POINT,
    _point,
    (("object", imports.OBJECT),),
    lambda row, _: rules.fault_of_point(row.loss_percent),
    "point",
)
METERS = DirectoryLoader(nouns.METERS, imports.METER, _as_is, touches="meter")
REGISTERS = DirectoryLoader(
    nouns.REGISTERS,
    imports.REGISTER,
    _register,
    (("meter", imports.METER),),
    lambda row, _: rules.fault_of_register(row.digits, row.fraction_digits),
    "register",
)
WINDOWS = DirectoryLoader(
    nouns.WINDOWS,
    imports.WINDOW,
    _window,
    (("contract", imports.CONTRACT),),
    lambda row, _: rules.fault_of_window(row.opens_at, row.closes_at),
    "contract",
    _count_windows,
    besides=("*",),
)
INVOICES = DirectoryLoader(
    nouns.INVOICES,
    imports.INVOICE,
    _invoice,
    (("contract", imports.CONTRACT),),
    touches="invoice",
    count=mark_money,
)
TARIFFS = DirectoryLoader(
    nouns.TARIFFS,
    imports.TARIFF,
    _tariff,
    (("contract", imports.CONTRACT),),
    lambda row, _: rules.fault_of_tariff(row.price_category, row.vat_percent),
    besides=("*",),
)
