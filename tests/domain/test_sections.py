"""What a role opens is read off the one table of rights."""

import pytest

from src.domain.access import Action, Role
from src.domain.sections import SECTIONS, Level, Section, level


def test_every_right_belongs_to_one_section_but_leaving():
    told = [action for looks, acts in SECTIONS.values() for action in (*looks, *acts)]
    assert sorted(told) == sorted(set(Action) - {Action.UNLINK})


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.ADMIN, "acts looks acts acts acts acts"),
        (Role.SUBMITTER, "acts none none acts acts none"),
        (Role.ACCOUNTANT, "looks looks acts acts acts none"),
        (Role.VIEWER, "looks looks none looks none none"),
    ],
)
def test_the_levels_of_a_role(role, told):
    assert " ".join(level(role, section) for section in Section) == told
    assert {level(role, section) for section in Section} <= set(Level)
