"""Payments by card of a contract as files, the newest first."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

from src.domain.access import Action, GuardedContract
from src.domain.workbooks import Column, Kind, Table
from src.routes.listing.cells import CUT, Cell, csv_line, roubles, sheet_line
from src.services import tables
from src.services.card_payments.showing import Listed, every
from src.services.lists import AT_ONCE, EXPORTED
from src.services.making import NotWritten
from src.web.csv_file import Line, csv_answer
from src.web.front import (
    AnyRequest,
    HTTPException,
    NamedDependency,
    Response,
    Router,
    get,
    kit_of,
    refuse_ahead,
    xlsx_answer,
)
from src.web.front import contract as guarded
from src.web.kit import Kit
from src.web.macro_words import plain_words

PATH = "/contracts/{contract_id:int}/pay"
TITLE: Final = "Оплаты картой"
COLUMNS: Final = (
    Column("Номер", 20), Column("Дата", 12, Kind.DAY), Column("За что", 60), Column("Кто", 30),
    Column("Сумма, ₽", 16, Kind.MONEY), Column("Возвращено, ₽", 16, Kind.MONEY), Column("Состояние", 28),
)  # fmt: skip


@get(f"{PATH}.csv", dependencies=guarded(Action.PAY))
async def give_cards(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[Any]:
    refuse_ahead(request)
    lines = _CardsFile(kit_of(request), contract).lines()
    return csv_answer(f"card-payments-{contract.id}", [column.name for column in COLUMNS], lines)


@get(f"{PATH}.xlsx", dependencies=guarded(Action.PAY))
async def give_cards_workbook(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[bytes]:
    """The last two thousand: nobody waits long for them."""
    refuse_ahead(request)
    kit = kit_of(request)
    try:
        file = await tables.short(kit.gateways.workshop, _CardsFile(kit, contract).sheet())
    except NotWritten as error:
        raise HTTPException(status_code=503, headers={"Retry-After": "60"}) from error
    return xlsx_answer(file, f"{TITLE} {contract.number}", f"card-payments-{contract.id}")


class _CardsFile:
    """Says the lines; the last one tells when there are more."""

    def __init__(self, kit: Kit, contract: GuardedContract) -> None:
        self._words: Any = kit.templates.get_template("templates/components/card_payments.html").module
        self._zone, self._contract = kit.settings.time_zone, contract

    async def lines(self) -> AsyncIterator[Sequence[Line]]:
        async for listed, cut in every(self._contract, EXPORTED):
            lines = [csv_line(self._cells(each)) for each in listed]
            yield [*lines, (CUT,)] if cut else lines

    async def sheet(self) -> AsyncIterator[Sequence[tables.Item]]:
        yield [Table(TITLE, f"{TITLE}, договор № {self._contract.number}", COLUMNS)]
        async for listed, cut in every(self._contract, AT_ONCE):
            lines = [sheet_line(self._cells(each)) for each in listed]
            more = "Здесь последние оплаты, остальные — в CSV."
            yield [*lines, [more, *[""] * (len(COLUMNS) - 1)]] if cut else lines

    def _cells(self, listed: Listed) -> Sequence[Cell]:
        payment, who = listed
        day, state = payment.started_at.astimezone(self._zone).date(), plain_words(self._words.state(payment))
        return payment.number, day, payment.title, who, roubles(payment.amount), roubles(payment.refunded), state


router = Router("/", route_handlers=[give_cards, give_cards_workbook])
