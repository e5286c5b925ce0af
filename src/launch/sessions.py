"""Sessions that are ended by hand: somebody has left, a machine was stolen, a key has leaked."""

import asyncio
import sys

from src.gateways.clock import running_clock
from src.launch.base import migrated
from src.launch.refused import Refused
from src.services.operators import NoSuchPerson, end_all_sessions, end_sessions
from src.settings import Settings


def end(settings: Settings, login: str | None) -> None:
    """Of the person who signs in with this address; None: of everybody."""
    ended = asyncio.run(_end(settings, login))
    sys.stdout.write(f"sessions ended: {ended}\n")


async def _end(settings: Settings, login: str | None) -> int:
    now = running_clock(settings.now)()
    async with migrated(settings):
        try:
            return await (end_all_sessions(now) if login is None else end_sessions(login, now))
        except NoSuchPerson as error:
            raise Refused(f"nobody signs in with {login}") from error
