"""Payments are laid on what is owed, the oldest first; what is overdue and what comes."""

import random
from datetime import date, timedelta

import pytest

from src.domain.obligations import Account, Bill, Obligation
from src.domain.payment_rules import Part
from src.domain.periods import Period
from src.domain.schedules import obligations
from src.domain.settlements import Money, Open, carried, lay, open_items, owed
from src.domain.working_days import WorkingDays

NOVEMBER = Period(2026, 11)


def owes(day: int, kopecks: int, firm: bool = True, known_on: int = 1) -> Obligation:
    on = NOVEMBER.day(day)
    return Obligation(NOVEMBER, Part.REST, on, on, kopecks, NOVEMBER.day(known_on), firm=firm)


def came(*days: tuple[int, int]) -> list[Money]:
    return [Money(NOVEMBER.day(day), kopecks) for day, kopecks in days]


def shares(settled) -> list[list[tuple[int, int]]]:
    return [[(share.day.day, share.kopecks) for share in laid.shares] for laid in settled.laid]


def test_payments_go_on_the_oldest_first():
    settled = lay([owes(10, 300), owes(18, 500), owes(25, 400)], came((9, 200), (17, 450), (20, 50)))
    # 200 + 100 of 450; 350 + 50; nothing
    assert shares(settled) == [[(9, 200), (17, 100)], [(17, 350), (20, 50)], []]
    assert [laid.left for laid in settled.laid] == [0, 100, 400]
    assert settled.over == 0


def test_what_is_only_estimated_takes_nothing_from_what_is_owed():
    settled = lay([owes(10, 300), owes(18, 500, firm=False), owes(25, 400)], came((9, 300), (25, 450)))
    assert shares(settled) == [[(9, 300)], [(25, 50)], [(25, 400)]]
    assert owed(open_items(settled, NOVEMBER.day(26)), NOVEMBER.day(26)).late == 0


def test_what_was_paid_too_much_moves_on():
    assert lay([owes(10, 300)], came((9, 500))).over == 200
    settled = lay([owes(10, 300), owes(25, 400)], came((9, 500)))
    assert (shares(settled)[1], settled.laid[1].left) == ([(9, 200)], 200)


def test_what_was_asked_too_much_counts_as_paid_when_that_is_known():
    settled = lay([owes(10, 300), owes(18, -100, known_on=5), owes(25, 400)], came((11, 250)))
    # 100 of the fifth, then 200 of 250; the other 50 go on
    assert shares(settled) == [[(5, 100), (11, 200)], [], [(11, 50)]]
    assert [laid.left for laid in settled.laid] == [0, 0, 350]


@pytest.mark.parametrize(
    ("payments", "paid"),
    [
        (((9, 300), (9, -300)), []),
        (((8, 200), (9, 100), (12, -250)), [(8, 50)]),
        (((9, 100), (12, -250), (20, 200)), [(20, 50)]),
        (((9, -100), (20, 200)), [(20, 100)]),
    ],
)
def test_money_given_back_takes_away_what_came_last(payments, paid):
    [found] = shares(lay([owes(10, 300)], came(*payments)))
    assert found == paid


def test_what_is_overdue_is_one_sum_and_what_comes_stands_by_day():
    settled = lay([owes(5, 100), owes(10, 300), owes(15, 50, firm=False), owes(25, 400)], came((9, 40)))
    items = open_items(settled, NOVEMBER.day(20))
    assert items == (
        Open(NOVEMBER.day(5), 360, True, Part.BALANCE, NOVEMBER),
        Open(NOVEMBER.day(25), 400, True, Part.REST, NOVEMBER),
    )
    told = owed(items, NOVEMBER.day(20))
    assert (told.late, told.since, told.next) == (360, NOVEMBER.day(5), items[1])
    later = owed(items, NOVEMBER.day(26))  # read on another day: what came has become overdue
    assert (later.late, later.since, later.next) == (760, NOVEMBER.day(5), None)
    assert owed((), NOVEMBER.day(1)) == (0, None, ())


def test_the_day_of_payment_is_not_late_yet():
    items = open_items(lay([owes(10, 300)], []), NOVEMBER.day(10))
    assert owed(items, NOVEMBER.day(10)).late == 0
    assert owed(items, NOVEMBER.day(11)).late == 300


def history(seed: int) -> tuple[Account, list[Money]]:
    dice, first = random.Random(seed), Period(2025, 1)
    bills = [
        Bill(str(step), (period := first.plus(step)).next.day(dice.randrange(1, 20)), period, dice.randrange(1, 9999),
             period.next.day(dice.randrange(10, 28)))
        for step in range(14)
    ]  # fmt: skip
    payments = [Money(date(2025, 1, 1) + timedelta(dice.randrange(500)), dice.randrange(-500, 6000)) for _ in range(25)]
    return Account(bills), payments


@pytest.mark.parametrize("seed", range(20))
def test_no_kopeck_is_lost_or_made(seed):
    account, payments = history(seed)
    settled = lay(obligations(account, WorkingDays()), payments)
    given = sum(money.kopecks for money in payments)
    too_much = sum(-each.obligation.kopecks for each in settled.laid if each.obligation.kopecks < 0)
    assert sum(laid.paid for laid in settled.laid) + settled.over == max(given + too_much, 0)
    asked = sorted(settled.laid, key=lambda laid: not laid.obligation.firm)
    full = [laid.left == 0 for laid in asked if laid.obligation.kopecks > 0]
    assert full == sorted(full, reverse=True)  # none is begun before the one in front of it is paid


@pytest.mark.parametrize("seed", range(20))
def test_counting_goes_on_from_a_balance(seed):
    """Three years later nobody looks at the beginning any more: what is open is the same."""
    account, payments = history(seed)
    days, since = WorkingDays(), date(2025, 9, 1)
    whole = lay(obligations(account, days), payments)
    later = [money for money in payments if money.day >= since]
    balance = carried(whole, payments, since)
    recent = lay(obligations(Account(account.bills, since=since, balance=balance), days), later)
    assert (left(recent, since), recent.over) == (left(whole, since), whole.over)


def left(settled, since: date) -> list[tuple[date, int]]:
    found = [each for each in settled.laid if each.obligation.due_on >= since]
    return [(each.obligation.due_on, each.left) for each in found if each.obligation.part is not Part.BALANCE]
