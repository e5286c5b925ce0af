"""The role table of the model, word for word."""

import pytest

from src.domain.access import TABLE, Action, GuardedContract, Role, may

ROWS = """
view             1 1 1 1
submit           1 1 0 0
view_money       1 0 1 1
pay              1 0 1 0
sign             1 1 0 0
view_violations  1 1 1 1
object           1 1 1 0
appeal           1 1 1 0
manage           1 0 0 0
unlink           1 1 1 1
"""
ROLES = (Role.ADMIN, Role.SUBMITTER, Role.ACCOUNTANT, Role.VIEWER)
CASES = [
    (Action(action), role, mark == "1")
    for action, *marks in (row.split() for row in ROWS.strip().splitlines())
    for role, mark in zip(ROLES, marks, strict=True)
]


@pytest.mark.parametrize(("action", "role", "allowed"), CASES)
def test_role_may(action, role, allowed):
    assert may(role, action) is allowed
    assert GuardedContract(1, "K-1", "97012345", role, 7).may(action) is allowed


def test_every_action_is_in_the_table():
    assert set(TABLE) == set(Action) == {action for action, _, _ in CASES}
