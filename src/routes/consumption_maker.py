"""The preliminary consumption is made a workbook."""

from src.routes.consumption_sheets import ConsumptionSheets
from src.routes.readings.workbook_maker import head_of_making
from src.services import tables
from src.services.making import Making
from src.services.readings import consumption, workbook
from src.web.kit import Kit


async def make_consumption(kit: Kit, making: Making) -> None:
    contract, head = making.contract, await head_of_making(kit, making)
    tariffs = await consumption.tariffs_of(contract, head)
    found = consumption.each_result(contract, head, tariffs)
    sheets = ConsumptionSheets(kit, contract, head, tariffs).batches(found)
    await tables.write(kit.gateways.workshop, sheets, making, await workbook.registers(contract, head))
