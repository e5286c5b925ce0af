"""Answers to appeals are told, and drafts that nobody goes on with are forgotten."""

from __future__ import annotations

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services.account import letters_of
from src.services.appeals import answer_letters
from src.services.appeals.forgetting import forget_old
from src.settings import Settings
from src.web.log import say

EVERY = 5.0
DAILY = 24 * 3600.0


def answers_are_told(settings: Settings, clock: Clock) -> Job:
    letters_ = letters_of(settings, settings.address)

    async def one_round() -> None:
        if told := await answer_letters.tell(letters_, clock):
            say("answers to appeals are told", letters=told)

    return Job("answers to appeals are told", EVERY, one_round)


def old_drafts_are_forgotten(clock: Clock) -> Job:
    async def one_round() -> None:
        if forgotten := await forget_old(clock()):
            say("old drafts were forgotten", drafts=forgotten)

    return Job("old drafts of appeals are forgotten", DAILY, one_round)
