"""What is counted of bills and payments: what is kept and for whom; the start page walks no further than it shows."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest

from src.domain import schedules
from src.domain.access import Action, GuardedContract, Role
from src.domain.payment_rules import Part
from src.domain.periods import Period
from src.domain.settlements import Open, owed
from src.services import recount
from src.services.recount import follow_calendar, recount_all
from src.storage.blocks import settlements as block
from src.storage.blocks.settlements import money_due
from src.storage.engine import Base, execute, rows, transaction
from src.storage.owed import MONEY_ROLES, glance_out, items_in, items_out, recount_members
from src.storage.recount_queue import mark_money, oldest_marks
from src.storage.settlements import load_standing
from src.storage.working_days import load_calendar
from tests import factories
from tests.factories import MOSCOW, NOW, THIS
from tests.payments import paid
from tests.plans import explained
from tests.storage.test_recount_queue import broken_off_after

TODAY = NOW.date()
INVOICE = {
    "number": "1", "issued_on": THIS.day(5), "period": str(THIS.previous), "total": 100_00, "vat": 0,
    "due_on": THIS.day(18), "deleted": False,
}  # fmt: skip


def guarded(contract: factories.Contract) -> GuardedContract:
    return GuardedContract(contract.id, contract.key, contract.number, Role.ADMIN, 1)


async def kept_of(contract: factories.Contract) -> tuple[Open, ...]:
    [row] = await rows("SELECT dues FROM contract WHERE id = {}", contract.id)
    return items_out(row["dues"])


async def items(contract: factories.Contract) -> list[tuple[str, int, bool]]:
    return [(f"{each.due_on:%d.%m.%y}", each.kopecks, each.firm) for each in await kept_of(contract)]


@pytest.fixture
async def contract(base: Base) -> factories.Contract:
    """With an invoice of October over 1000,00."""
    made = await factories.contract("97000001")
    await factories.invoice(made.id, total=1000_00)
    return made


async def pay(contract: int, day: date, kopecks: int) -> None:
    await paid(contract, ("1", day, kopecks))
    await factories.settle_money(contract)


async def test_what_is_open_is_kept_in_few_words(contract: factories.Contract) -> None:
    found = [
        ("10.11.26", 1300_00, True),  # 30 % of November since the 10th, October since the 18th
        ("25.11.26", 400_00, True),
        ("10.12.26", 300_00, True),
        ("18.12.26", 300_00, False),
        ("25.12.26", 400_00, True),
    ]
    assert await items(contract) == found
    await pay(contract.id, TODAY, 1400_00)
    assert await items(contract) == [("25.11.26", 300_00, True), *found[2:]]
    assert (await kept_of(contract))[0].part is Part.SECOND_ADVANCE


async def test_a_row_of_a_list_says_what_the_contract_says(contract: factories.Contract) -> None:
    kept = await kept_of(contract)
    assert items_out(items_in(kept)) == kept
    for days in range(-30, 60):
        day = TODAY + timedelta(days)
        told = owed(kept, day)
        assert glance_out(items_in(kept), day.isoformat()) == (told.late, told.since, told.next)


async def billed(contract: int, *periods: Period) -> None:
    """100,00 of each."""
    for period in periods:
        days = {"issued_on": period.next.day(5), "due_on": period.next.day(18)}
        await factories.invoice(contract, str(period), 100_00, period=str(period), **days)


async def test_what_was_before_three_years_is_a_balance(contract: factories.Contract) -> None:
    first = THIS.plus(-60)
    await billed(contract.id, *(first.plus(step) for step in range(36)))
    await pay(contract.id, first.next.day(20), 500_00)
    await pay(contract.id, TODAY, 40_00)
    standing = await load_standing(guarded(contract))
    since = date(2023, 11, 1)
    # due by the end of October 2023: 23 months from November 2021 on, and 30 % and 40 % of the next one
    assert standing.account.since == since
    assert standing.account.balance == 500_00 - 23 * 100_00 - 70_00
    assert [(money.day, money.kopecks) for money in standing.terms.paid] == [(TODAY, 40_00)]
    assert all(bill.issued_on >= since - timedelta(days=400) for bill in standing.account.bills)


async def test_a_balance_takes_the_place_of_what_was_before(contract: factories.Contract) -> None:
    await pay(contract.id, date(2026, 10, 5), 77_00)
    await terms(contract, balance_on=date(2026, 11, 1), balance=-25_00)
    assert (await items(contract))[0] == ("31.10.26", 1325_00, True)
    standing = await load_standing(guarded(contract))
    assert (standing.account.since, standing.account.balance, standing.terms.paid) == (date(2026, 11, 1), -25_00, ())


async def terms(contract: factories.Contract, **told: Any) -> None:
    usual = {"payment_group": "general", "penalty_group": "general", "balance_on": None, "balance": 0, "deleted": False}
    await factories.insert("contract_terms", contract=contract.id, **{**usual, **told})
    await factories.settle_money(contract.id)


async def test_a_group_of_the_contract_has_its_own_days(contract: factories.Contract) -> None:
    await terms(contract, payment_group="utility")
    assert await items(contract) == [("18.11.26", 1000_00, True), ("15.12.26", 1000_00, False)]


async def test_a_hidden_invoice_or_payment_counts_for_nothing(contract: factories.Contract) -> None:
    async with transaction():
        await execute("UPDATE invoice SET deleted = TRUE")
        await mark_money([contract.id], NOW)
    await recount_all(NOW, MOSCOW)
    assert await items(contract) == []
    assert await oldest_marks(10) == []


async def test_days_off_that_change_move_what_is_due(contract: factories.Contract) -> None:
    assert await follow_calendar(NOW, MOSCOW) == 0
    await factories.insert("day_off", day=date(2026, 11, 25), kind="off", deleted=False)
    assert await follow_calendar(NOW, MOSCOW, count=1) == 1
    assert (await items(contract))[1] == ("26.11.26", 400_00, True)
    assert await follow_calendar(NOW, MOSCOW) == 0
    [kept] = await rows("SELECT calendar FROM settled")
    assert kept["calendar"] == (await load_calendar()).version


async def test_another_way_of_counting_counts_everything_anew(contract: factories.Contract, monkeypatch) -> None:
    assert await follow_calendar(NOW, MOSCOW) == 0
    monkeypatch.setattr(schedules, "EDITION", 0)
    assert [await follow_calendar(NOW, MOSCOW) for _ in range(2)] == [1, 0]


@pytest.fixture
async def anna(base: Base) -> int:
    return await factories.user("anna@vega.example")


async def linked(user: int, number: str, total: int, role: Role = Role.ADMIN) -> factories.Contract:
    made = await factories.contract(number)
    await factories.invoice(made.id, total=total)
    await factories.member(user, made.id, role)
    return made


async def told(user: int, today: date = TODAY) -> list[tuple[str, str, int]]:
    return [
        (each.number, f"{each.open.due_on:%d.%m}", each.open.kopecks) for each in await money_due(user, today, NOW, 2)
    ]


async def test_the_nearest_and_the_overdue_of_all_contracts(anna: int) -> None:
    for number, total in (("1", 100_00), ("2", 200_00), ("3", 300_00)):
        await linked(anna, number, total)
    await linked(anna, "4", 400_00, Role.SUBMITTER)
    late = [("1", "10.11", 130_00), ("2", "10.11", 260_00)]
    guessed = [("1", "18.12", 30_00), ("2", "18.12", 60_00)]
    assert await told(anna) == [*late, ("1", "25.11", 40_00), ("2", "25.11", 80_00), *guessed]
    # nothing was written, and another day has come
    assert await told(anna, date(2026, 11, 26)) == [*late, ("1", "10.12", 30_00), ("2", "10.12", 60_00), *guessed]


async def test_it_follows_the_rights_of_the_person(anna: int) -> None:
    made = await linked(anna, "1", 100_00, Role.ACCOUNTANT)
    assert len(await told(anna)) == 4
    async with transaction():
        await execute("UPDATE membership SET role = 'submitter'")
    assert await told(anna) == []
    async with transaction():
        await recount_members([made.id])
    assert await rows("SELECT id FROM money_due") == []


def test_who_sees_sums_is_told() -> None:
    assert set(MONEY_ROLES) == {"admin", "accountant", "viewer"}
    assert Action.VIEW_MONEY.value == "view_money"


async def test_nothing_is_walked_that_is_not_shown(anna: int, base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    way = explained(base, monkeypatch, "tuples", block)
    await told(anna)
    walked = [step for step in way if "money_due_next" in step]
    assert len(walked) == 3
    assert all("(app_user=? AND firm=? AND due_on" in step for step in walked)
    assert not [step for step in way if "TEMP B-TREE" in step and "RIGHT PART" in step]


async def test_broken_off_between_two_contracts_the_next_call_goes_on(base: Base, monkeypatch) -> None:
    made = [await factories.contract() for _ in range(2)]
    for each in made:
        await factories.insert("invoice", **INVOICE, key=each.key, contract=each.id)
    async with transaction():
        await mark_money([each.id for each in made], NOW)
    monkeypatch.setattr(recount, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(recount, "write_accounts", broken_off_after(1, recount.write_accounts))
    with suppress(KeyboardInterrupt):
        await recount_all(NOW, MOSCOW)
    assert [bool(await kept_of(each)) for each in made] == [True, False]
    monkeypatch.undo()
    await recount_all(NOW, MOSCOW)
    assert [bool(await kept_of(each)) for each in made] == [True, True]
    assert await oldest_marks(10) == []
