"""What is derived of the directory and the readings."""

from src.storage.engine import Base, rows
from tests import factories
from tests.cast import assemble
from tests.factories import THIS


async def months(contract_id: int) -> dict[str, int]:
    found = await rows("SELECT period, kwh FROM contract_month WHERE contract = {}", contract_id)
    return {row["period"]: row["kwh"] for row in found}


async def test_a_month_is_the_difference_of_two_readings_times_the_ratio(base: Base) -> None:
    contract = await factories.contract()
    await factories.metered(contract.id, ratio=40, values=[100, 150, 250])
    assert await months(contract.id) == {"2026-09": 2000, "2026-10": 4000}


async def test_the_sheet_counts_who_must_be_read(base: Base) -> None:
    contract = await factories.contract()
    await factories.metered(contract.id)
    await factories.metered(contract.id, state="faulty")
    await factories.metered(contract.id, remote=True, state="faulty")
    await factories.metered(contract.id, verified_until=THIS.last_day)
    await factories.metered(contract.id, verified_until=THIS.day(29))
    await factories.metered(contract.id, verified_until=None)
    [sheet] = await rows("SELECT * FROM sheet WHERE contract = {} AND period = {}", contract.id, str(THIS))
    assert (sheet["needed"], sheet["refused"], sheet["remote"]) == (2, 3, 1)
    assert (sheet["drafted"], sheet["sent"]) == (0, 0)


async def test_the_cast_is_there(base: Base) -> None:
    cast = await assemble()
    assert await months(cast.contract.id) == {str(THIS.plus(-n)): 100 for n in range(1, 14)}
    [found] = await rows("SELECT search, sort_name FROM contract WHERE id = {}", cast.foreign.id)
    assert "ооо «чужой дом»" in found["search"]
    assert "москва, ул. складская, 1" in found["search"]
