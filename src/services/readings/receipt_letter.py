"""The letter that tells the sender of a receipt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.periods import Period
from src.services.letters import Envelope, Letters
from src.settings import Settings
from src.storage import users

LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Office:
    """What sending needs beside the base."""

    settings: Settings
    letters: Letters


@dataclass(frozen=True, slots=True)
class ReceiptLetter:
    """What the letter to the sender says."""

    number: str
    contract: str
    period: Period
    registers: int
    sent_at: datetime
    link: str


async def post_receipt(
    actor: Actor, contract: GuardedContract, letters: Letters, period: Period, number: str, registers: int
) -> None:
    """Queue it in the caller's transaction."""
    sender = await users.find(contract.user_id)
    assert sender is not None, "the session and the membership refer to it"  # noqa: S101
    link = letters.link(f"/contracts/{contract.id}/receipts/{number}")
    said = ReceiptLetter(number, contract.number, period, registers, actor.now, link)
    await letters.post(Envelope(sender.email, f"receipt.{number}", actor.now, LIVES), "receipt", said)
