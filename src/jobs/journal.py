"""The journal is sealed, and the log is told: kept elsewhere than the base, it is a witness."""

from src.domain.clock import Clock
from src.domain.journal_lines import KINDS, Kind
from src.domain.journal_seals import Line
from src.jobs.worker import Job
from src.services.journal_sealing import seal_waiting, sealer_of
from src.settings import Settings
from src.storage.forms import instant_out
from src.web.log import say

EVERY = 30.0
"""Seconds; each round is a row that stays for ever."""
TOLD = frozenset(event for kind in Kind if kind is not Kind.READINGS for event in KINDS[kind])
"""Acts that whoever watches over the portal wants to hear of: entry, account, access. Readings are trade."""


def tell(line: Line) -> None:
    """The log has the act by its numbers: neither names nor what was typed."""
    if line.action in TOLD:
        say(
            "act", act=line.action, line=line.id, when=instant_out(line.at).isoformat(), user=line.account,
            contract=line.contract, address=line.address, about=line.details,
        )  # fmt: skip


def lines_are_sealed(settings: Settings, clock: Clock) -> Job:
    sealer = sealer_of(settings)

    async def one_round() -> None:
        done = await seal_waiting(sealer, clock(), tell=tell)
        if done.lines and done.last:
            say("journal sealed", lines=done.lines, round=done.last.number, seal=done.last.seal)

    return Job("journal is sealed", EVERY, one_round)
