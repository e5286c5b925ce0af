"""The supplier's directory: rows whose faults show in the row itself or in its parents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from src.domain import directory as rules
from src.domain.directory import Fault
from src.exchange import nouns
from src.exchange import rows as r
from src.exchange.files import Read, Refusal
from src.exchange.nouns import Noun
from src.services.exchange.loading import Moment, Prepared, refusal, unknown
from src.storage import imports
from src.storage.forms import instant_in, scaled_in
from src.storage.imports import Target, ids_of, upsert
from src.storage.recount_queue import mark
from src.storage.touched import contracts_of

Ids = Mapping[str, dict[str, int]]
"""Ids of the parents, by column."""
_EVERYONE = "*"


@dataclass(frozen=True, slots=True)
class DirectoryLoader:
    """`stored` makes of a row and its parents' ids what the target's columns hold; `touches` is the column whose
    contracts are to be counted again, empty where nothing is derived of these rows."""

    noun: Noun
    target: Target
    stored: Callable[[Any, Ids], tuple[Any, ...]]
    parents: tuple[tuple[str, Target], ...] = ()
    fault: Callable[[Any], Fault | None] = lambda row: None
    touches: str = ""

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        ids = {
            column: await ids_of(target, {getattr(row, column) for row in read.rows}) for column, target in self.parents
        }
        if self.noun is nouns.WINDOWS:
            ids["contract"][_EVERYONE] = 0
        prepared = Prepared()
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := self.fault(row) or unknown(row, ids.items()):
                prepared.refused.append(refusal(line, row, fault))
                continue
            values = self.stored(row, ids)
            prepared.values[values[: self.target.keys]] = values
            prepared.keys.add(row[0])
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        """What a row touched before it moves to another contract is counted again as well as what it touches then."""
        before = await contracts_of(self.touches, prepared.keys) if self.touches else set()
        await upsert(self.target, list(prepared.values.values()))
        if self.touches:
            after = await contracts_of(self.touches, prepared.keys)
            await mark(sorted(before | after), moment.now, directory=True)
        return []


def _party_fault(row: r.PartyRow) -> Fault | None:
    return rules.fault_of_party(row.kind, row.inn, row.kpp, row.ogrn)


def _contract(row: r.ContractRow, ids: Ids) -> tuple[Any, ...]:
    party, branch, curator = ids["party"][row.party], ids["branch"][row.branch], ids["curator"][row.curator]
    return (row.contract, party, *row[2:9], branch, curator, row.deleted)


def _contract_fault(row: r.ContractRow) -> Fault | None:
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
)
OBJECTS = DirectoryLoader(nouns.OBJECTS, imports.OBJECT, _object, (("contract", imports.CONTRACT),), touches="object")
POINTS = DirectoryLoader(
    nouns.POINTS,
    imports.POINT,
    _point,
    (("object", imports.OBJECT),),
    lambda row: rules.fault_of_point(row.loss_percent),
    "point",
)
METERS = DirectoryLoader(nouns.METERS, imports.METER, _as_is, touches="meter")
REGISTERS = DirectoryLoader(
    nouns.REGISTERS,
    imports.REGISTER,
    _register,
    (("meter", imports.METER),),
    lambda row: rules.fault_of_register(row.digits, row.fraction_digits),
    "register",
)
WINDOWS = DirectoryLoader(
    nouns.WINDOWS,
    imports.WINDOW,
    _window,
    (("contract", imports.CONTRACT),),
    lambda row: rules.fault_of_window(row.opens_at, row.closes_at),
)
INVOICES = DirectoryLoader(nouns.INVOICES, imports.INVOICE, _invoice, (("contract", imports.CONTRACT),))
