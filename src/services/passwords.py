"""Which new passwords are taken, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterable

from src.domain.passwords import Weakness, weakness
from src.gateways.password_lists import common_passwords
from src.gateways.passwords import Passwords


class WeakPassword(Exception):
    """The new password is refused; `why` says for what."""

    def __init__(self, why: Weakness) -> None:
        super().__init__(why)
        self.why = why


async def check(passwords: Passwords, password: str, known: Iterable[str] = ()) -> None:
    """Raise WeakPassword for a short, common or leaked one, or one made of what others know of the person."""
    if why := weakness(password, common_passwords(), known):
        raise WeakPassword(why)
    if await passwords.is_leaked(password):
        raise WeakPassword(Weakness.COMMON)
