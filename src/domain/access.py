"""Who may do what with a contract: one table."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    ADMIN = "admin"
    SUBMITTER = "submitter"
    ACCOUNTANT = "accountant"
    VIEWER = "viewer"


class Action(StrEnum):
    VIEW = "view"
    """contract, points, meters, readings, history, contacts"""
    SUBMIT = "submit"
    """drafts and sending of readings, hourly data, photos"""
    VIEW_MONEY = "view_money"
    """sums, payments, documents, what is due"""
    PAY = "pay"
    """orders, payment, acts of reconciliation"""
    SIGN = "sign"
    """signing hourly data"""
    VIEW_VIOLATIONS = "view_violations"
    OBJECT = "object"
    """objections to acts of violation, reports of one's own"""
    APPEAL = "appeal"
    MANAGE = "manage"
    """access, journal of the contract, requirement of a second factor"""
    UNLINK = "unlink"
    """unlink oneself; that the last administrator may not is a rule of its own"""


_EVERYONE = frozenset(Role)
_NOT_VIEWER = _EVERYONE - {Role.VIEWER}

TABLE: dict[Action, frozenset[Role]] = {
    Action.VIEW: _EVERYONE,
    Action.SUBMIT: frozenset({Role.ADMIN, Role.SUBMITTER}),
    Action.VIEW_MONEY: frozenset({Role.ADMIN, Role.ACCOUNTANT, Role.VIEWER}),
    Action.PAY: frozenset({Role.ADMIN, Role.ACCOUNTANT}),
    Action.SIGN: frozenset({Role.ADMIN, Role.SUBMITTER}),
    Action.VIEW_VIOLATIONS: _EVERYONE,
    Action.OBJECT: _NOT_VIEWER,
    Action.APPEAL: _NOT_VIEWER,
    Action.MANAGE: frozenset({Role.ADMIN}),
    Action.UNLINK: _EVERYONE,
}


def may(role: Role, action: Action) -> bool:
    return role in TABLE[action]


@dataclass(frozen=True, slots=True)
class GuardedContract:
    """A contract that this person may touch, in this role; made by the guard alone.

    `key` is the supplier's code of the contract, `number` what people call it.
    """

    id: int
    key: str
    number: str
    role: Role
    user_id: int

    def may(self, action: Action) -> bool:
        return may(self.role, action)
