"""How each kind of workbook is made, in the words that the pages have, and how its file is called."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from src.domain.access import GuardedContract
from src.domain.history import Span
from src.domain.orders import Kind, Wish
from src.domain.periods import Period
from src.domain.sheets import Wanted
from src.domain.text import search_words
from src.routes.consumption_sheets import ConsumptionSheets
from src.routes.readings.history_workbook import sheet_of
from src.routes.readings.workbook_words import RowWords, head_words
from src.services import tables
from src.services.making import Makers, Making, NotWritten
from src.services.readings import consumption, history, sheet, workbook
from src.web.kit import Kit
from src.web.queries import address
from src.web.templates import month


def makers_of(kit: Kit) -> Makers:
    return {kind: partial(make, kit) for kind, make in _MAKERS.items()}


async def _head(kit: Kit, making: Making) -> sheet.Head:
    try:
        return await sheet.find_head(making.contract, kit.settings, making.now, Period.parse(making.asked["period"]))
    except sheet.NoSuchPeriod as error:
        raise NotWritten from error


async def _make_readings(kit: Kit, making: Making) -> None:
    contract, head = making.contract, await _head(kit, making)
    words = RowWords(kit, contract, head)
    await workbook.write(kit.gateways.workshop, head, head_words(contract, head), words, making)


async def _make_consumption(kit: Kit, making: Making) -> None:
    contract, head = making.contract, await _head(kit, making)
    tariffs = await consumption.tariffs_of(contract, head)
    found = consumption.each_result(contract, head, tariffs)
    sheets = ConsumptionSheets(kit, contract, head, tariffs).batches(found)
    await tables.write(kit.gateways.workshop, sheets, making, await workbook.registers(contract, head))


async def _make_history(kit: Kit, making: Making) -> None:
    """As many readings as a workbook holds; its last line says when there are more."""
    zone, asked = kit.settings.time_zone, asked_of(making.asked["since"], making.asked["until"], making.asked["q"])
    title = (
        f"История показаний, договор № {making.contract.number}, {month(asked.span.since)} – {month(asked.span.until)}"
    )
    found = history.export(making.contract, zone, asked, tables.MOST_ROWS)
    await tables.write(kit.gateways.workshop, sheet_of(title, found, zone), making)


def asked_of(since: str, until: str, words: str) -> history.Asked:
    return history.Asked(Span(Period.parse(since), Period.parse(until)), Wanted(search_words(words)))


_MAKERS: Final = {
    Kind.READINGS: _make_readings,
    Kind.CONSUMPTION: _make_consumption,
    Kind.HISTORY: _make_history,
}


@dataclass(frozen=True, slots=True)
class Called:
    """`name` of the file for people and `plain` for programs that know no other letters, without ending; `page` from
    which it is asked for, and `file`: the address that gives it, or places an order."""

    name: str
    plain: str
    page: str
    file: str


def called(wish: Wish, contract: GuardedContract) -> Called:
    asked, path = wish.asked, f"/contracts/{contract.id}"
    if wish.kind is Kind.HISTORY:
        since, until = asked["since"], asked["until"]
        query = {"months": "own", "since": since, "until": until, "q": asked["q"]}
        name, plain = f"История показаний {contract.number} {since} – {until}", f"history-{contract.id}-{until}"
        return Called(name, plain, address(f"{path}/history", **query), address(f"{path}/history.xlsx", **query))
    period = asked["period"]
    if wish.kind is Kind.CONSUMPTION:
        name, plain = f"Предварительный расход {contract.number} {period}", f"consumption-{contract.id}-{period}"
        page, file = f"{path}/consumption", f"{path}/consumption.xlsx"
    else:
        name, plain = f"Показания {contract.number} {period}", f"readings-{contract.id}-{period}"
        page, file = f"{path}/readings/workbook", f"{path}/readings/workbook/file"
    return Called(name, plain, address(page, period=period), address(file, period=period))
