"""The sheet of readings is made a workbook."""

from src.domain.periods import Period
from src.routes.readings.workbook_words import RowWords, head_words
from src.services.making import Making, NotWritten
from src.services.readings import sheet, workbook
from src.web.kit import Kit


async def head_of_making(kit: Kit, making: Making) -> sheet.Head:
    """Of the period that was asked for, as it is now; NotWritten when it has got out of reach."""
    try:
        return await sheet.find_head(making.contract, kit.settings, making.now, Period.parse(making.asked["period"]))
    except sheet.NoSuchPeriod as error:
        raise NotWritten from error


async def make_readings(kit: Kit, making: Making) -> None:
    contract, head = making.contract, await head_of_making(kit, making)
    words = RowWords(kit, contract, head)
    await workbook.write(kit.gateways.workshop, head, head_words(contract, head), words, making)
