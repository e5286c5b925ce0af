"""What a payment order of a contract is filled in with: who pays, what may be paid, and its code."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.paying import Choice, choices
from src.domain.periods import Period
from src.domain.requisites import Payer
from src.domain.transfers import NoCode, Transfer, payload
from src.services import qr
from src.storage import contracts, directory

MONTHS: Final = 13
INVOICES: Final = 50
"""The last ones alone can be chosen: a list that is longer nobody reads."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`address` of the payer; the last of the choices is any sum."""

    payer: Payer
    address: str
    choices: tuple[Choice, ...]
    today: date


async def load(contract: GuardedContract, now: datetime, zone: ZoneInfo) -> Desk:
    today = now.astimezone(zone).date()
    party = (await directory.load_card(contract)).party
    invoices = await contracts.invoices_since(contract, Period(today.year, today.month).plus(-MONTHS))
    return Desk(
        Payer(party.name, party.inn, party.kpp), party.address, choices(invoices[-INVOICES:], today), today
    )


def code_of(transfer: Transfer, alone: bool = False) -> str:
    """The picture as SVG, as an element of a page or alone; nothing where the texts do not fit into it."""
    try:
        content = payload(transfer)
    except NoCode:
        return ""
    return qr.picture(content) if alone else qr.inline(content, scale=3)
