"""The letter that tells the sender of a receipt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.notices import Notice
from src.domain.periods import Period
from src.domain.sheets import Kind
from src.services import notices
from src.services.letters import Envelope, Letters
from src.settings import Settings
from src.storage import users
from src.storage.readings.sending import NewReceipt

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
    kind: Kind


async def post_receipt(
    actor: Actor, contract: GuardedContract, letters: Letters, period: Period, sent: NewReceipt
) -> None:
    """Queue it in the caller's transaction."""
    sender = await users.find(contract.user_id)
    assert sender is not None, "the session and the membership refer to it"  # noqa: S101
    link = letters.link(f"/contracts/{contract.id}/receipts/{sent.number}")
    said = ReceiptLetter(sent.number, contract.number, period, sent.registers, actor.now, link, sent.kind)
    envelope = Envelope(sender.email, f"receipt.{sent.number}", actor.now, LIVES)
    await notices.post(letters, sender, Notice.RECEIPT, envelope, "receipt", said)
