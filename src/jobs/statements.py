"""Objections and reports: answers are told, old drafts are forgotten."""

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services.account import letters_of
from src.services.statements import forgetting, telling
from src.settings import Settings


def answers_to_statements_are_told(settings: Settings, clock: Clock) -> Job:
    post = letters_of(settings, settings.address)

    async def one_round() -> None:
        await telling.tell(post, clock)

    return Job("answers to objections and reports are told", 10.0, one_round)


def old_drafts_of_statements_are_forgotten(clock: Clock) -> Job:
    return Job("old drafts of objections and reports are forgotten", 3600.0, lambda: forgetting.forget_old(clock()))
