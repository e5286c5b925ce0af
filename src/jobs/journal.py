"""The journal is sealed, and the log is told: kept elsewhere than the base, it is a witness."""

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services.journal_sealing import seal_waiting, sealer_of
from src.settings import Settings
from src.web.log import say

EVERY = 30.0
"""Seconds; each round is a row that stays for ever."""


def lines_are_sealed(settings: Settings, clock: Clock) -> Job:
    sealer = sealer_of(settings)

    async def one_round() -> None:
        done = await seal_waiting(sealer, clock())
        if done.lines and done.last:
            say("journal sealed", lines=done.lines, round=done.last.number, seal=done.last.seal)

    return Job("journal is sealed", EVERY, one_round)
