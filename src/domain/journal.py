"""Who did something, and the names of what is written down."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, from which network address, at which aware instant; `user_id` None: nobody signed in, or the worker."""

    user_id: int | None
    address: str
    now: datetime

    @property
    def person(self) -> int:
        """The account that acts, where it cannot be without one."""
        if self.user_id is None:
            raise ValueError("this needs a person")
        return self.user_id


class Event(StrEnum):
    """Names of journal lines, at most forty characters; their Russian words stand in a template."""

    SIGNED_UP = "signed_up"
    SIGN_UP_ASKED_AGAIN = "sign_up_asked_again"
    SIGN_UP_FINISHED = "sign_up_finished"
    SIGNED_IN = "signed_in"
    SIGNED_IN_BY_LINK = "signed_in_by_link"
    SIGN_IN_LINK_ASKED = "sign_in_link_asked"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    RECOVERY_ASKED = "recovery_asked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 the name of an event
    OWN_PASSWORD_FAILED = "own_password_failed"  # noqa: S105 the name of an event
    OTHER_SESSIONS_ENDED = "other_sessions_ended"
    SESSIONS_ENDED_BY_OPERATOR = "sessions_ended_by_operator"
    PROFILE_CHANGED = "profile_changed"
    EMAIL_CHANGE_ASKED = "email_change_asked"
    EMAIL_CHANGE_CONFIRMED = "email_change_confirmed"
    EMAIL_CHANGE_CANCELLED = "email_change_cancelled"
    EMAIL_CHANGED = "email_changed"
    NOTICES_CHANGED = "notices_changed"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    DATA_EXPORTED = "data_exported"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_CANCELLED = "erasure_cancelled"
    ERASURE_PUT_OFF = "erasure_put_off"
    ACCOUNT_ERASED = "account_erased"
    CONTRACT_LINKED = "contract_linked"
    LINK_FAILED = "link_failed"
    LINK_CODE_SENT = "link_code_sent"
    LINK_REQUESTED = "link_requested"
    LINK_REQUEST_CONFIRMED = "link_request_confirmed"
    LINK_REQUEST_DECLINED = "link_request_declined"
    CONTRACT_UNLINKED = "contract_unlinked"
    ACCESS_GRANTED = "access_granted"
    ACCESS_CHANGED = "access_changed"
    ACCESS_WITHDRAWN = "access_withdrawn"
    ACCESS_ENDED = "access_ended"
    ACCESS_HANDED_OVER = "access_handed_over"
    READINGS_SAVED = "readings_saved"
    READINGS_SENT = "readings_sent"
    OPENINGS_SAVED = "openings_saved"
    OPENINGS_SENT = "openings_sent"
    READINGS_REJECTED = "readings_rejected"
    PHOTO_ADDED = "photo_added"
    PHOTO_REMOVED = "photo_removed"
    FILE_JOINED = "file_joined"
    FILE_TAKEN_AWAY = "file_taken_away"
    RECONCILIATION_ASKED = "reconciliation_asked"
    SERVICE_ORDERED = "service_ordered"
    SERVICE_ORDER_CANCELLED = "service_order_cancelled"
    SERVICE_ORDER_MOVED = "service_order_moved"
    SERVICE_ORDER_PAID = "service_order_paid"
    APPEAL_SENT = "appeal_sent"
    APPEAL_WITHDRAWN = "appeal_withdrawn"
    APPEAL_ANSWERED = "appeal_answered"
    OBJECTION_SENT = "objection_sent"
    OBJECTION_WITHDRAWN = "objection_withdrawn"
    OBJECTION_ANSWERED = "objection_answered"
    VIOLATION_REPORTED = "violation_reported"
    VIOLATION_REPORT_WITHDRAWN = "violation_report_withdrawn"
    VIOLATION_REPORT_ANSWERED = "violation_report_answered"
    PERSON_SOUGHT = "person_sought"
    INVITATION_SENT = "invitation_sent"
    INVITATION_RESENT = "invitation_resent"
    INVITATION_CODE_RENEWED = "invitation_code_renewed"
    INVITATION_CODE_FAILED = "invitation_code_failed"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    INVITATION_DECLINED = "invitation_declined"
    INVITATION_ACCEPTED = "invitation_accepted"
    SECOND_FACTOR_ASKED = "second_factor_asked"
    SECOND_FACTOR_GIVEN = "second_factor_given"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SECOND_FACTOR_RESET = "second_factor_reset"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    SECOND_FACTOR_DEMANDED = "second_factor_demanded"
    SECOND_FACTOR_NOT_DEMANDED = "second_factor_not_demanded"
    CARD_PAYMENT_BEGUN = "card_payment_begun"
    CARD_PAYMENT_CANCELLED = "card_payment_cancelled"
    CARD_PAYMENT_PAID = "card_payment_paid"
    CARD_PAYMENT_REFUNDED = "card_payment_refunded"
    CARD_PAYMENT_HELD = "card_payment_held"
    CARD_PAYMENT_SETTLED = "card_payment_settled"
    CARD_PAYMENT_REFUND_ORDERED = "card_payment_refund_ordered"
