"""Receipts: what was sent, never changed, with what has become of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.receipts import Receipt, ReceiptLine
from src.storage.readings import photo_links
from src.storage.readings import receipts as storage

PAGE = 50


class NoSuchReceipt(Exception):
    """The contract has no receipt of this number."""


class TooLong(Exception):
    """The receipt has more lines than were asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A receipt with a page of its lines; `later`: id after which the next page begins, 0 where there is none;
    `photographed`: registers by the readings that have photos."""

    receipt: Receipt
    lines: tuple[ReceiptLine, ...]
    later: int
    photographed: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    receipts: tuple[Receipt, ...]
    later: int


async def show_receipt(contract: GuardedContract, number: str, after: int, whole: bool) -> Shown:
    """Fifty lines of the receipt, or all of them for the printer; raises NoSuchReceipt."""
    receipt = await _found(contract, number)
    if whole:
        return await _whole(receipt)
    lines = await storage.lines_of_receipt(receipt, after, PAGE + 1)
    shown, later = tuple(lines[:PAGE]), lines[PAGE - 1].id if len(lines) > PAGE else 0
    return Shown(receipt, shown, later, await photo_links.registers_with_photos([line.id for line in shown]))


async def whole_receipt(contract: GuardedContract, number: str, most: int) -> Shown:
    """All its lines; raises NoSuchReceipt, TooLong."""
    receipt = await _found(contract, number)
    if receipt.registers > most:
        raise TooLong
    return await _whole(receipt)


async def _found(contract: GuardedContract, number: str) -> Receipt:
    receipt = await storage.find_receipt(contract, number)
    if receipt is None:
        raise NoSuchReceipt
    return receipt


async def _whole(receipt: Receipt) -> Shown:
    return Shown(receipt, tuple(await storage.lines_of_receipt(receipt, 0, None)), 0, {})


async def list_receipts(contract: GuardedContract, before: int) -> Listed:
    """Fifty receipts of the contract, the latest first."""
    found = await storage.list_receipts(contract, before, PAGE + 1)
    return Listed(tuple(found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else 0)
