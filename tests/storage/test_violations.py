"""Acts are read by an index, whatever their number; the newest of all contracts stand beside the memberships."""

from datetime import date, timedelta
from typing import Any

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.lists import Asked
from src.domain.members import Terms
from src.storage import lists, violations
from src.storage.blocks import violations as block
from src.storage.engine import Base, execute, rows, transaction
from src.storage.granting import grant
from src.storage.waiting import recount_violations
from tests import factories
from tests.acts import DAY, act
from tests.factories import NOW
from tests.plans import explained


@pytest.fixture
async def anna(base: Base) -> int:
    return await factories.user("anna@vega.example")


async def linked(user: int, number: str, **of: Any) -> int:
    contract = await factories.contract(number, settled=False)
    await factories.member(user, contract.id, settled=False, **of)
    return contract.id


async def newest(user: int, limit: int = 3) -> list[tuple[str, str]]:
    return [(each.number, each.act.number) for each in await block.newest_acts(user, NOW, limit)]


async def test_the_newest_acts_of_all_contracts_come_first(anna: int) -> None:
    first, second, third = [await linked(anna, number) for number in "123"]
    for back in range(5):
        await act(first, f"а{back}", DAY - timedelta(days=back))
    await act(second, "б", DAY - timedelta(days=1))
    await act(second, "скрыт", DAY, deleted=True)
    await act(third, "в", DAY - timedelta(days=9))
    assert await newest(anna) == [("1", "а0"), ("2", "б"), ("1", "а1")]
    assert len(await newest(anna, 9)) == 7


async def test_acts_of_one_day_are_cut_off_as_others(anna: int) -> None:
    contracts = [await linked(anna, str(number)) for number in range(6)]
    for contract in contracts:
        for number in range(4):
            await act(contract, f"{number}", counted=False)
    async with transaction():
        await recount_violations(contracts)
    assert await newest(anna) == [("5", "3"), ("5", "2"), ("5", "1")]


async def test_what_one_may_not_see_is_passed_over(anna: int) -> None:
    ended, demanding = await linked(anna, "1", until=NOW), await linked(anna, "2")
    for contract in (ended, demanding):
        await act(contract)
    async with transaction():
        await execute("UPDATE contract SET second_factor = TRUE WHERE id = {}", demanding)
    assert await newest(anna) == []


async def test_whoever_comes_later_sees_them_too(anna: int) -> None:
    contract = (await factories.contract("1")).id
    await act(contract)
    async with transaction():
        await grant(anna, [contract], Terms(Role.VIEWER), None, NOW)
    assert await newest(anna) == [("1", "АН-1")]


@pytest.mark.parametrize("kind", ["", "other"])
async def test_every_selection_goes_by_an_index_in_its_order(base: Base, monkeypatch: Any, kind: str) -> None:
    contract = GuardedContract(1, "C1", "1", Role.ADMIN, 1)
    way: list[str] = []
    explaining = "EXPLAIN QUERY PLAN " if base.dialect == "sqlite" else "EXPLAIN "

    async def explain(sql: str, *values: Any) -> list[Any]:
        way.extend(" ".join(map(str, row.values())) for row in await rows(explaining + sql, *values))
        return []

    monkeypatch.setattr(lists, "tuples", explain)
    async with transaction():
        for asked in (Asked(kind=kind), Asked(DAY, DAY + timedelta(days=1), kind=kind), Asked(kind=kind, after=1)):
            await lists.find(violations.ACTS, contract, asked, 50)
    told = "\n".join(way)
    name = "violation_of_kind" if kind else "violation_listed"
    assert told.count(name) == 3, told
    assert "SORT" not in told.upper().replace("SORTED", ""), told


async def test_of_many_contracts_none_is_looked_into_that_is_not_shown(anna: int, base: Base, monkeypatch: Any) -> None:
    way = explained(base, monkeypatch, "tuples", block)
    await newest(anna)
    assert [step for step in way if "membership_violation (app_user=? AND violation_on>?)" in step], way
    assert not [step for step in way if step.startswith(("SCAN v", "SCAN c"))]


async def test_dates_compare_with_those_that_are_stored(anna: int) -> None:
    contract = await linked(anna, "1")
    await act(contract, "старый", date(2019, 12, 31))
    await act(contract, "новый", date(2026, 1, 1))
    guarded = GuardedContract(contract, "C1", "1", Role.ADMIN, anna)
    found = await lists.find(violations.ACTS, guarded, Asked(since=date(2020, 1, 1)), 9)
    assert [(line.number, line.drawn_on) for line in found.rows] == [("новый", date(2026, 1, 1))]
