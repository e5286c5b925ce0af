"""Access ends by itself, and the order of names in a contract is kept."""

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services.letters import Letters
from src.services.members import ending, many, naming


def ended_access_is_told(letters: Letters, clock: Clock) -> Job:
    async def one_round() -> None:
        await ending.tell_ended(letters, clock)

    return Job("ended access is told", 60.0, one_round)


def members_are_named() -> Job:
    return Job("members are named", 300.0, naming.name_unnamed)


def many_contracts_are_worked_on(letters: Letters, clock: Clock) -> Job:
    return Job("access to many contracts is changed", 1.0, lambda: many.work_off(letters, clock))


def old_choices_are_forgotten(clock: Clock) -> Job:
    return Job("old choices of contracts are forgotten", 3600.0, lambda: many.forget_old(clock))
