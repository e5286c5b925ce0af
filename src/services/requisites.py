"""What a payment order of a contract is filled in with: who is paid by whom, and for what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.paying import Choice, choices
from src.domain.periods import Period
from src.domain.requisites import Payer, Requisites
from src.storage import contracts, directory, vat
from src.storage.owed import load_owed

MONTHS: Final = 13
INVOICES: Final = 50
"""The last ones alone can be chosen: a list that is longer nobody reads."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The last of the choices is any sum."""

    payee: Requisites
    payer: Payer
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Client:
    payer: Payer
    address: str


async def client_of(contract: GuardedContract) -> Client:
    party = (await directory.load_card(contract)).party
    return Client(Payer(party.name, party.inn, party.kpp), party.address)


async def load(contract: GuardedContract, payee: Requisites, now: datetime, zone: ZoneInfo) -> Desk:
    today = now.astimezone(zone).date()
    client = await client_of(contract)
    owed = await load_owed(contract, today)
    invoices = await contracts.invoices_since(contract, Period(today.year, today.month).plus(-MONTHS))
    offered = choices(owed, invoices[-INVOICES:], today, await vat.load_rates())
    return Desk(payee, client.payer, offered)
