"""`kabinet reset-second-factor LOGIN`: for an operator who has made sure that it is the person who asks."""

import asyncio
import sys

from src.gateways.clock import running_clock
from src.launch.base import opened
from src.launch.refused import Refused
from src.services.account import letters_of
from src.services.second_factor.reset import NoSuchPerson, reset
from src.settings import Settings


def reset_second_factor(settings: Settings, login: str) -> int:
    """0 when it was taken away, 1 when the person has none."""
    if settings.mode == "production" and not settings.base_url:
        raise Refused("KABINET_BASE_URL is needed: a letter with links goes to the person")
    try:
        done = asyncio.run(_reset(settings, login))
    except NoSuchPerson:
        raise Refused(f"nobody has the login {login}") from None
    sys.stdout.write(
        f"{login}: the second factor is taken away, all sessions are ended, a letter is on its way\n"
        if done
        else f"{login} has no second factor\n"
    )
    return 0 if done else 1


async def _reset(settings: Settings, login: str) -> bool:
    async with opened(settings):
        return await reset(letters_of(settings, settings.address), login, running_clock(settings.now)())
