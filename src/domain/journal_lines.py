"""What people read of the journal: lines with names joined, and the kinds of acts that they are filtered by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

About: TypeAlias = Mapping[str, int | str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it is told: `who` is '' where nobody signed in or the account is gone, `number` that of the contract;
    `about` are the details with `person` and `serial` in the place of ids; `sealed`: nobody can change it unseen."""

    id: int
    at: datetime
    event: str
    account: int | None
    who: str
    number: str
    address: str
    about: About
    sealed: bool


class Kind(StrEnum):
    ENTRY = "entry"
    ACCOUNT = "account"
    ACCESS = "access"
    READINGS = "readings"
    MONEY = "money"
    APPEALS = "appeals"
    VIOLATIONS = "violations"


KINDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.ENTRY: (
        "signed_in", "signed_in_by_link", "sign_in_link_asked", "sign_in_failed", "signed_out", "session_ended",
        "own_password_failed", "other_sessions_ended", "sessions_ended_by_operator",
        "second_factor_asked", "second_factor_given", "second_factor_failed", "recovery_code_used",
    ),
    Kind.ACCOUNT: (
        "signed_up", "sign_up_asked_again", "sign_up_finished", "recovery_asked", "password_changed",
        "profile_changed", "email_change_asked", "email_change_confirmed", "email_change_cancelled", "email_changed",
        "notices_changed", "consent_given", "consent_withdrawn", "data_exported",
        "erasure_asked", "erasure_cancelled", "erasure_put_off", "account_erased",
        "second_factor_added", "second_factor_removed", "second_factor_reset", "recovery_codes_made",
    ),
    Kind.ACCESS: (
        "contract_linked", "link_failed", "link_code_sent", "link_requested", "link_request_confirmed",
        "link_request_declined", "contract_unlinked", "person_sought", "access_granted", "access_changed",
        "access_withdrawn", "access_ended", "access_handed_over", "invitation_sent", "invitation_resent",
        "invitation_code_renewed", "invitation_code_failed", "invitation_withdrawn", "invitation_declined",
        "invitation_accepted",
        "second_factor_demanded", "second_factor_not_demanded",
    ),
    Kind.READINGS: (
        "readings_saved", "readings_sent", "openings_saved", "openings_sent", "readings_rejected", "photo_added",
        "photo_removed",
    ),
    Kind.MONEY: (
        "card_payment_begun", "card_payment_cancelled", "card_payment_paid", "card_payment_refunded",
        "card_payment_held", "card_payment_settled", "card_payment_refund_ordered", "reconciliation_asked",
        "service_ordered", "service_order_cancelled", "service_order_moved", "service_order_paid",
    ),
    Kind.APPEALS: (
        "appeal_sent", "appeal_withdrawn", "appeal_answered", "file_joined", "file_taken_away",
    ),
    Kind.VIOLATIONS: (
        "objection_sent", "objection_withdrawn", "objection_answered", "violation_reported",
        "violation_report_withdrawn", "violation_report_answered",
    ),
}  # fmt: skip
"""Names of events; a test wants each in one of them."""
