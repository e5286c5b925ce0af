"""Objections and reports: answers are told, old drafts are forgotten."""

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services.letters import Letters
from src.services.statements import forgetting, telling


def answers_to_statements_are_told(letters: Letters, clock: Clock) -> Job:
    async def one_round() -> None:
        await telling.tell(letters, clock)

    return Job("answers to objections and reports are told", 10.0, one_round)


def old_drafts_of_statements_are_forgotten(clock: Clock) -> Job:
    return Job("old drafts of objections and reports are forgotten", 3600.0, lambda: forgetting.forget_old(clock()))
