"""Orders of services: who moves them where, and what they cost."""

import pytest

from src.domain.access import Action, Role, may
from src.domain.catalogue import Place, Service
from src.domain.service_orders import MOVES, OPEN, STATE_NAMES, Mover, State, cost_of, may_move

ENDS = {State.DONE, State.CANCELLED, State.REJECTED}


def reached(state: State) -> set[State]:
    """Everywhere an order may get to from here, whoever moves it."""
    found, ahead = set[State](), [state]
    while ahead:
        new = {to for moves in MOVES[ahead.pop()].values() for to in moves} - found
        found |= new
        ahead += new
    return found


def test_nothing_goes_back_and_nothing_leaves_its_end() -> None:
    assert set(MOVES) == set(State) == set(STATE_NAMES)
    assert not [state for state in State if state in reached(state)]
    assert {state for state in State if not reached(state)} == ENDS == set(State) - set(OPEN)


def test_a_client_cancels_what_is_neither_paid_nor_begun() -> None:
    free = {state for state in State if may_move(Mover.CLIENT, state, State.CANCELLED)}
    assert free == {State.PLACED, State.AWAITING}
    assert not [
        (old, new) for old in State for new in set(State) - {State.CANCELLED} if may_move(Mover.CLIENT, old, new)
    ]


def test_the_bank_pays_what_awaits_payment_and_does_nothing_else() -> None:
    assert [(a, b) for a in State for b in State if may_move(Mover.BANK, a, b)] == [(State.AWAITING, State.PAID)]


@pytest.mark.parametrize(
    ("price", "quantity", "percent", "vat"),
    [(100_00, 1, 22, 22_00), (2_133_33, 3, 22, 1_408_00), (25, 1, 22, 6), (25, 1, 20, 5), (5, 1, 10, 1), (0, 9, 22, 0)],
)
def test_the_tax_is_rounded_once_half_up(price: int, quantity: int, percent: int, vat: int) -> None:
    cost = cost_of(price, quantity, percent)
    assert (cost.net, cost.vat, cost.total) == (price * quantity, vat, price * quantity + vat)


def test_a_service_without_a_rate_of_its_own_has_the_general_one() -> None:
    common = Service(1, "s", "Выезд", "", 100_00, "выезд", None, "", Place.NONE)
    free = Service(2, "s", "Курс", "", 100_00, "курс", 0, "", Place.NONE)
    assert [each.cost(1, 22).total for each in (common, free)] == [122_00, 100_00]


def test_queries_leave_out_the_role_that_may_not_see_sums() -> None:
    """`role <> 'submitter'` stands in an index."""
    assert [role for role in Role if not may(role, Action.VIEW_MONEY)] == [Role.SUBMITTER]
