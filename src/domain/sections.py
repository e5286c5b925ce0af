"""What a role opens, section by section: read off the table of domain/access.py, never written a second time."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from src.domain.access import Action, Role, may


class Section(StrEnum):
    READINGS = "readings"
    MONEY = "money"
    ORDERS = "orders"
    VIOLATIONS = "violations"
    APPEALS = "appeals"
    ACCESS = "access"


class Level(StrEnum):
    NONE = "none"
    LOOKS = "looks"
    ACTS = "acts"


SECTIONS: Final[Mapping[Section, tuple[frozenset[Action], frozenset[Action]]]] = {
    Section.READINGS: (frozenset({Action.VIEW}), frozenset({Action.SUBMIT, Action.SIGN})),
    Section.MONEY: (frozenset({Action.VIEW_MONEY}), frozenset()),
    Section.ORDERS: (frozenset(), frozenset({Action.PAY})),
    Section.VIOLATIONS: (frozenset({Action.VIEW_VIOLATIONS}), frozenset({Action.OBJECT})),
    Section.APPEALS: (frozenset(), frozenset({Action.APPEAL})),
    Section.ACCESS: (frozenset(), frozenset({Action.MANAGE})),
}
"""What is looked at in a section, and what is done in it."""


def level(role: Role, section: Section) -> Level:
    looks, acts = SECTIONS[section]
    if acts and all(may(role, action) for action in acts):
        return Level.ACTS
    return Level.LOOKS if looks and all(may(role, action) for action in looks) else Level.NONE
