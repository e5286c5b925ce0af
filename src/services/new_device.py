"""The letter about a sign-in from a device that was not known: the owner sees what a thief would rather hide."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.accounts import Account
from src.domain.agents import device_of
from src.domain.journal import Actor
from src.services.letters import NEWS_LIVE, Envelope, Letters
from src.services.links import letter_name


@dataclass(frozen=True, slots=True)
class NewDeviceLetter:
    at: datetime
    device: str
    address: str
    devices: str
    recovery: str


async def tell(letters: Letters, account: Account, actor: Actor, agent: str) -> None:
    """Queue it in the caller's transaction."""
    devices, recovery = letters.link("/profile/devices"), letters.link("/recovery")
    said = NewDeviceLetter(actor.now, device_of(agent), actor.address, devices, recovery)
    await letters.post(Envelope(account.email, letter_name("new-device"), actor.now, NEWS_LIVE), "new_device", said)
