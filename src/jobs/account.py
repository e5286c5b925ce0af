"""What is left of attempts, puzzles and sessions is cleared away."""

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services import email_change, entrance, erasing, registration, sessions, throttling
from src.services.inviting import forgetting
from src.services.letters import Letters


def old_attempts_are_forgotten(clock: Clock) -> Job:
    return Job("old attempts are forgotten", 3600.0, lambda: throttling.forget_old(clock()))


def unfinished_registrations_are_forgotten(clock: Clock) -> Job:
    return Job("unfinished registrations are forgotten", 3600.0, lambda: registration.forget_old(clock()))


def old_invitations_are_forgotten(clock: Clock) -> Job:
    return Job("old invitations are forgotten", 3600.0, lambda: forgetting.forget_old(clock()))


def old_sessions_are_forgotten(clock: Clock) -> Job:
    return Job("old sessions are forgotten", 3600.0, lambda: sessions.forget_old(clock()))


def old_devices_are_forgotten(clock: Clock) -> Job:
    return Job("old devices are forgotten", 3600.0, lambda: entrance.forget_old_devices(clock()))


def old_email_changes_are_forgotten(clock: Clock) -> Job:
    return Job("unconfirmed changes of addresses are forgotten", 3600.0, lambda: email_change.forget_old(clock()))


def accounts_are_erased(letters: Letters, clock: Clock) -> Job:
    return Job("accounts are erased", 60.0, lambda: erasing.erase_due(letters, clock()))


def old_proofs_are_forgotten(clock: Clock) -> Job:
    return Job("consents of people long gone are forgotten", 3600.0, lambda: erasing.forget_proofs(clock()))
