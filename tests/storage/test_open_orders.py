"""Open orders over all contracts of a person: the newest few, found without looking into each contract."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from src.domain.access import Role
from src.domain.members import Terms
from src.storage.blocks import orders as block
from src.storage.blocks.orders import open_orders
from src.storage.engine import Base, execute, rows, transaction
from src.storage.granting import grant
from src.storage.open_orders import recount_open_orders
from tests import factories, orders
from tests.factories import NOW
from tests.orders import DAY
from tests.plans import explained

Linked = Callable[..., Awaitable[int]]


@pytest.fixture
async def anna(base: Base) -> int:
    return await factories.user("anna@vega.example")


@pytest.fixture
async def linked(anna: int) -> Linked:
    """A contract of this number, with orders of so many days ago in the states that are named."""
    service = await orders.service()

    async def make(number: str, *told: tuple[str, int], role: Role = Role.ADMIN) -> int:
        made = await factories.contract(number)
        await factories.member(anna, made.id, role)
        for state, days in told:
            await orders.order(
                made.id, service, state, number=f"{number}-{days}", ordered_on=DAY - timedelta(days=days)
            )
        return made.id

    return make


async def found(user: int, limit: int = 3) -> list[str]:
    return [each.number for each in await open_orders(user, NOW, limit)]


async def test_the_newest_open_ones_of_all_contracts_come_first(anna: int, linked: Linked) -> None:
    await linked("1", ("placed", 9), ("done", 1), ("in_work", 3))
    await linked("2", ("paid", 2), ("rejected", 0), ("awaiting_payment", 8))
    await linked("3", ("cancelled", 0))
    assert await found(anna, 6) == ["2-2", "1-3", "2-8", "1-9"]
    assert await found(anna) == ["2-2", "1-3", "2-8"]


async def test_many_of_one_day_in_one_contract_are_cut_off(anna: int, linked: Linked) -> None:
    await linked("1", *[("placed", 1)] * 8)
    ids = [row["id"] for row in await rows("SELECT id FROM service_order ORDER BY id DESC")]
    assert [each.id for each in await open_orders(anna, NOW, 3)] == ids[:3]


async def test_who_may_not_see_sums_or_is_no_member_any_more_is_told_nothing(anna: int, linked: Linked) -> None:
    await linked("1", ("placed", 1), role=Role.SUBMITTER)
    await linked("2", ("placed", 1), role=Role.VIEWER)
    assert await found(anna) == ["2-1"]
    async with transaction():
        await execute("UPDATE membership SET ended = TRUE")
    assert await found(anna) == []


async def test_whoever_comes_to_a_contract_finds_its_orders(anna: int, linked: Linked) -> None:
    contract = await linked("1", ("placed", 1))
    other = await factories.user("boris@vega.example")
    async with transaction():
        await grant(other, [contract], Terms(Role.VIEWER, None), anna, NOW)
    assert await found(other) == ["1-1"]


async def test_the_last_open_order_that_ends_is_forgotten(anna: int, linked: Linked) -> None:
    contract = await linked("1", ("placed", 1))
    async with transaction():
        await execute("UPDATE service_order SET status = 'done'")
        await recount_open_orders([contract])
    assert await rows("SELECT id FROM membership WHERE open_order_on IS NOT NULL") == []


async def test_nothing_is_walked_that_is_not_shown(anna: int, base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    way = explained(base, monkeypatch, "rows", block)
    await found(anna)
    walked = [step for step in way if "membership" in step or "service_order" in step]
    assert walked == [
        "SEARCH m USING INDEX membership_open_order (app_user=? AND open_order_on>?)",
        "SEARCH o USING INDEX service_order_state (contract=? AND status=? AND ordered_on>?)",
        "SEARCH o USING INDEX service_order_open (contract=?)",
        "SEARCH o USING INDEX service_order_open (contract=?)",
    ]
