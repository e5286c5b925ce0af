"""What waits for a person in many contracts: kept beside the membership, and found without looking into each."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from src.domain.access import Role
from src.domain.periods import Period
from src.domain.windows import Window, candidates, default_window
from src.services.recount import recount_all
from src.storage.blocks import readings, verification
from src.storage.blocks.readings import readings_due
from src.storage.blocks.verification import meters_due
from src.storage.engine import Base, rows, transaction
from src.storage.recount_queue import mark
from tests import factories
from tests.factories import MOSCOW, NOW, THIS
from tests.plans import explained

SOON = date(2027, 1, 23)
DEFAULTS: Mapping[Period, Window] = {each: default_window(each, MOSCOW, 23, 2) for each in candidates(NOW, MOSCOW)}


@pytest.fixture
async def anna(base: Base) -> int:
    return await factories.user("anna@vega.example")


async def linked(user: int, number: str, role: Role = Role.ADMIN, **meter: Any) -> factories.Contract:
    contract = await factories.contract(number)
    await factories.metered(contract.id, **meter)
    await factories.member(user, contract.id, role)
    return contract


async def due(user: int, now: datetime = NOW) -> list[str]:
    return [each.number for each in await readings_due(user, DEFAULTS, now, 6)]


async def test_missing_readings_are_told_by_number_to_those_who_may_send(anna: int) -> None:
    await linked(anna, "2")
    await linked(anna, "10")
    await linked(anna, "1", Role.VIEWER)
    await linked(anna, "3", state="faulty")
    assert await due(anna) == ["2", "10"]
    assert await due(anna, NOW - timedelta(days=5)) == []
    assert await due(anna, NOW + timedelta(days=10)) == []


async def test_a_contracts_own_window_goes_before_the_common_one(anna: int) -> None:
    own, shut = await linked(anna, "1"), await linked(anna, "2")
    await linked(anna, "3")
    await factories.window(own.key, THIS, NOW - timedelta(days=9), NOW + timedelta(days=1))
    await factories.window(shut.key, THIS, NOW - timedelta(days=9), NOW)
    await factories.window("*", THIS, NOW - timedelta(days=9), NOW + timedelta(days=2))
    async with transaction():
        await mark([own.id, shut.id], NOW)
    await recount_all(NOW, MOSCOW)
    assert await due(anna) == ["1", "3"]
    assert await due(anna, NOW + timedelta(days=1)) == ["3"]


async def test_an_ended_membership_is_passed_over(anna: int) -> None:
    await linked(anna, "1")
    contract = await factories.contract("2")
    await factories.metered(contract.id, verified_until=SOON - timedelta(days=1))
    await factories.member(anna, contract.id, until=NOW)
    assert await due(anna) == ["1"]
    assert await meters_due(anna, SOON, NOW, 6) == []


async def test_the_most_urgent_meters_of_all_contracts_come_first(anna: int) -> None:
    first, second = await linked(anna, "1", verified_until=date(2026, 12, 5)), await linked(anna, "2")
    for day in range(1, 5):
        await factories.metered(first.id, verified_until=date(2026, 12, day))
        await factories.metered(second.id, verified_until=date(2026, 11, day))
    await factories.metered(second.id, verified_until=None)
    found = [(each.number, each.verified_until) for each in await meters_due(anna, SOON, NOW, 6)]
    assert found == [("2", None), *(("2", date(2026, 11, day)) for day in range(1, 5)), ("1", date(2026, 12, 1))]


async def test_meters_of_one_day_are_cut_off_as_others(anna: int) -> None:
    contract = await linked(anna, "1")
    meters = [(await factories.metered(contract.id, verified_until=None)).meter_id for _ in range(8)]
    serials = {row["id"]: row["serial"] for row in await rows("SELECT id, serial FROM meter")}
    assert [each.serial for each in await meters_due(anna, SOON, NOW, 6)] == [serials[id_] for id_ in meters[:6]]


async def test_nothing_is_walked_that_is_not_shown(anna: int, base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    way = explained(base, monkeypatch, "rows", readings, verification)
    await due(anna)
    await meters_due(anna, SOON, NOW, 6)
    walked = [step for step in way if " d " in step or "membership_verified" in step or "sheet_row" in step]
    assert len(walked) == 8
    assert all(step.startswith("SEARCH") or step == "SCAN d" for step in walked)
    assert sum("reading_due_common (app_user=? AND period=?)" in step for step in walked) == 3
