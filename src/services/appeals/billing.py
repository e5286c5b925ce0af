"""What of an appeal goes to billing."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.appeals import SENT, THEMES, Theme
from src.domain.attachments import Thing
from src.domain.journal import Actor
from src.exchange import appeal_rows, nouns
from src.services.exchange.leaving import leave
from src.storage import attachments, users


@dataclass(frozen=True, slots=True)
class Said:
    """What of an appeal goes to billing at an act of its client."""

    id: int
    number: str
    theme: Theme
    text: str
    status: str


async def tell_billing(actor: Actor, contract: GuardedContract, said: Said) -> None:
    """In the open transaction; files go along when it is sent."""
    account = await users.find(contract.user_id)
    assert account is not None, "the session refers to it"  # noqa: S101
    files = await attachments.leaving_of(contract, Thing(SENT, said.id)) if said.status == "sent" else ()
    row = appeal_rows.SentAppealRow(
        said.number, contract.key, THEMES[said.theme], said.text, said.status, actor.now, account.email, deleted=False
    )
    await leave(nouns.SENT_APPEALS, row, said.id, files)
