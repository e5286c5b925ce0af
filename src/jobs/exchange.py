"""Billing's deliveries are taken in, and what it rejects is told."""

from __future__ import annotations

from src.domain.clock import Clock
from src.exchange.folders import FolderBusy
from src.gateways.files.files import Files
from src.jobs.worker import Job
from src.services.account import letters_of
from src.services.exchange import incoming, rejection_letters
from src.settings import Settings
from src.web.log import say

EVERY = 5.0
_TOLD_EVERY = 100_000
"""Rows between two lines of the log."""


def deliveries_come_in(settings: Settings, files: Files, clock: Clock) -> Job:
    """The contracts that they touch are marked; another job counts them again."""

    async def one_round() -> None:
        try:
            outcomes = await incoming.load(settings.exchange_folder / "in", files, clock, settings.time_zone, _Teller())
        except FolderBusy:
            return  # another worker, or the command, is at it
        for done in outcomes:
            say("delivery", name=done.name, state=done.state, accepted=done.accepted, refused=done.refused)

    return Job("deliveries come in", EVERY, one_round)


def rejections_are_told(settings: Settings, clock: Clock) -> Job:
    letters = letters_of(settings, settings.address)

    async def one_round() -> None:
        if told := await rejection_letters.tell(letters, clock):
            say("rejections are told", letters=told)

    return Job("rejections are told", EVERY, one_round)


class _Teller:
    """Says how far a long delivery has come."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        if done - self._told >= _TOLD_EVERY:
            self._told = done
            say("delivery under way", file=what, done=done, total=total)
