"""Filtered lists: the same rows as a plain search would find, by the right index, of a bounded number."""

from dataclasses import replace
from datetime import date

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.lists import Asked, Total
from src.storage import lists, totals
from src.storage.documents import DOCUMENTS
from src.storage.engine import Base, execute, rows, transaction
from src.storage.links import counted
from src.storage.list_months import carry, held
from src.storage.lists import find, led, walked
from src.storage.payments import PAYMENTS
from src.storage.service_orders.listing import ORDERS
from src.storage.totals import total
from tests import factories
from tests.payments import daily, paid, paid_daily

MANY = 120
SELECTIONS = {
    "all": Asked(),
    "a period": Asked(since=date(2025, 1, 20), until=date(2025, 3, 11)),
    "a number": Asked(number="1"),
    "sums": Asked(least=50_00, most=99_00),
    "an exact sum": Asked(least=77_00, most=77_00),
    "a number within a period": Asked(number="10", since=date(2025, 1, 5)),
    "sums within a period": Asked(since=date(2025, 2, 1), least=40_00),
    "an exact sum beyond a period": Asked(until=date(2025, 1, 3), least=77_00, most=77_00),
    "everything": Asked(since=date(2025, 1, 1), until=date(2026, 1, 1), number="1", least=0, most=110_00),
}


@pytest.fixture
async def contract(base: Base) -> GuardedContract:
    """With a payment a day; another contract's and a hidden one are in the same table."""
    made, other = await factories.contract(), await factories.contract()
    await paid_daily(made.id, MANY)
    await paid_daily(other.id, 3)
    await paid(made.id, ("1", date(2025, 1, 1), 100), deleted=True)
    return GuardedContract(made.id, made.key, made.number, Role.ADMIN, 1)


def expected(asked: Asked) -> list[str]:
    """Numbers of what fits, in the order of the leader."""
    fitting = [
        (number, day, kopecks)
        for number, day, kopecks in daily(MANY)
        if number.startswith(asked.number)
        and (asked.since or day) <= day < (asked.until or date.max)
        and (asked.least or 0) <= kopecks <= (asked.most or kopecks)
    ]
    fitting.sort(key=lambda each: each[0] if asked.number else each[1], reverse=not asked.number)
    return [number for number, *_ in fitting]


async def pages(contract: GuardedContract, asked: Asked, size: int) -> list[list[str]]:
    """All pages, forward; each must be led back to from the next one."""
    found, walk = [], await find(PAYMENTS, contract, asked, size)
    while True:
        found.append([payment.number for payment in walk.rows])
        if not walk.last:
            return found
        walk = await find(PAYMENTS, contract, replace(asked, after=walk.last), size)
        back = await find(PAYMENTS, contract, replace(asked, before=walk.first), size)
        assert back.broken_off or [each.number for each in back.rows[::-1]] == found[-1]


@pytest.mark.parametrize("name", SELECTIONS)
async def test_every_page_of_a_selection(contract, name):
    found = await pages(contract, SELECTIONS[name], 7)
    assert [number for page in found for number in page] == expected(SELECTIONS[name])
    assert {len(page) for page in found[:-1]} <= {7}


@pytest.mark.parametrize("looked_at", [1, 2, 5, 119, 120])
async def test_so_many_rows_are_looked_at_and_the_next_page_goes_on(contract, monkeypatch, looked_at):
    monkeypatch.setattr(lists, "LOOKED_AT", looked_at)
    for asked in (SELECTIONS["a number within a period"], SELECTIONS["sums within a period"]):
        found = await pages(contract, asked, 3)
        assert [number for page in found for number in page] == expected(asked)


async def test_a_page_that_was_broken_off_says_so(contract, monkeypatch):
    monkeypatch.setattr(lists, "LOOKED_AT", 10)
    walk = await find(PAYMENTS, contract, Asked(number="1", least=115_00), 5)
    assert ([each.number for each in walk.rows], walk.broken_off) == ([], True)
    with counted() as counter:
        await find(PAYMENTS, contract, Asked(number="1", least=115_00), 5)
    assert (counter.statements, counter.rows) == (1, 3)


@pytest.mark.parametrize("name", SELECTIONS)
async def test_the_total_is_that_of_the_rows(contract, name):
    numbers = [int(number) for number in expected(SELECTIONS[name])]
    assert await total(PAYMENTS, contract, SELECTIONS[name]) == Total(len(numbers), (sum(numbers) * 100,))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2025-02-03", "2025-02-20"),
        ("2025-02-01", "2025-02-20"),
        ("2025-02-03", "2025-03-01"),
        ("2025-02-03", "2025-03-04"),
        ("2025-02-01", "2025-03-01"),
        ("2024-01-01", "2025-02-02"),
        ("2025-01-31", "2025-04-01"),
        ("2026-01-01", "2027-01-01"),
    ],
)
async def test_months_that_are_cut_are_added_up_day_by_day(contract, since, until):
    asked = Asked(since=date.fromisoformat(since), until=date.fromisoformat(until))
    assert (await total(PAYMENTS, contract, asked)).count == len(expected(asked))


async def test_too_many_rows_come_to_nothing_but_whole_months_do(contract, monkeypatch):
    monkeypatch.setattr(totals, "LOOKED_AT", 31)
    assert not (await total(PAYMENTS, contract, Asked(number="1"))).whole
    assert (await total(PAYMENTS, contract, Asked())).count == MANY
    with counted() as counter:
        assert (await total(PAYMENTS, contract, SELECTIONS["a period"])).whole
    assert (counter.statements, counter.rows) == (1, 3)


async def test_months_follow_their_rows(contract):
    keys = [row["key"] for row in await rows("SELECT key FROM payment ORDER BY id LIMIT 2")]
    async with transaction():
        before = await held(PAYMENTS, keys)
        await execute("UPDATE payment SET deleted = TRUE WHERE key = {}", keys[0])
        await execute("UPDATE payment SET paid_on = {}, amount = -500 WHERE key = {}", date(2024, 2, 29), keys[1])
        await carry(PAYMENTS, before, await held(PAYMENTS, keys))
    numbers = range(3, MANY + 1)
    assert await total(PAYMENTS, contract, Asked()) == Total(MANY - 1, (sum(numbers) * 100 - 500,))
    assert await total(PAYMENTS, contract, Asked(until=date(2025, 1, 1))) == Total(1, (-500,))


@pytest.mark.parametrize(
    ("listing", "asked", "index"),
    [
        (PAYMENTS, Asked(), "payment_day"),
        (PAYMENTS, Asked(since=date(2025, 1, 1), until=date(2025, 2, 1)), "payment_day"),
        (PAYMENTS, Asked(number="1"), "payment_number"),
        (PAYMENTS, Asked(least=1), "payment_amount"),
        (PAYMENTS, Asked(least=1, most=1), "payment_amount"),
        (DOCUMENTS, Asked(since=date(2025, 1, 1)), "document_listed"),
        (DOCUMENTS, Asked(kind="invoice"), "document_kind"),
        (DOCUMENTS, Asked(number="1"), "document_number"),
        (ORDERS, Asked(since=date(2025, 1, 1)), "service_order_page"),
        (ORDERS, Asked(kind="done"), "service_order_state"),
    ],
)
async def test_each_filter_alone_has_its_index(contract, base, listing, asked, index):
    leading, rest = led(listing, asked)
    way = "ASC" if asked.number else "DESC"
    column = listing.column(asked.leader)
    order = f"ORDER BY l.{column} {way}, l.id {way} LIMIT 51"
    sql, values = walked(listing, contract, ("id", *listing.columns), leading, order)
    explain = "EXPLAIN QUERY PLAN " if base.dialect == "sqlite" else "EXPLAIN "
    plan = " ".join(str(row) for row in await rows(explain + sql, *values))
    assert not rest
    assert index in plan
    assert not any(word in plan.upper() for word in ("SORT", "TEMP B-TREE", "SCAN L"))
