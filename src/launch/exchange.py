"""The exchange with billing by hand: one round, told on the terminal."""

import asyncio
import sys

from src.domain.clock import Clock
from src.exchange.folders import FolderBusy
from src.gateways.clock import running_clock
from src.gateways.files.opened import open_files
from src.launch import base, terminal
from src.launch.refused import Refused
from src.services.exchange import incoming, outgoing, rounds
from src.settings import Settings


def exchange(settings: Settings) -> None:
    """Take in what billing delivered and write what clients have sent; one line for each delivery at the end."""
    clock = running_clock(settings.now)
    try:
        outcomes, sent = asyncio.run(_exchange(settings, clock))
    except FolderBusy as error:
        raise Refused(f"another process works in {settings.exchange_folder}: it takes in what is there") from error
    terminal.end()
    for outcome in outcomes:
        counts = f"rows taken: {outcome.accepted}, refused: {outcome.refused}"
        sys.stdout.write(f"in/{outcome.name}: {outcome.state}; {counts}\n")
    for number in sent.written:
        sys.stdout.write(f"out/{number:06}: written\n")
    for number in sent.taken:
        sys.stdout.write(f"out/{number:06}: taken by billing\n")


async def _exchange(settings: Settings, clock: Clock) -> tuple[list[incoming.Outcome], outgoing.Sent]:
    async with base.opened(settings):
        outcomes = await take_in_all(settings, clock)
        out, files = settings.exchange_folder / "out", open_files(settings)
        return outcomes, await outgoing.send_out(out, files, clock, settings.time_zone)


async def take_in_all(settings: Settings, clock: Clock) -> list[incoming.Outcome]:
    """The deliveries of the inbox, with progress on the terminal."""
    inbox = settings.exchange_folder / "in"
    inbox.mkdir(parents=True, exist_ok=True)
    return await rounds.take_in(inbox, open_files(settings), clock, settings.time_zone, terminal.tell)
