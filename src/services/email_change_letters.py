"""The letters of a change of the address: to the old mailbox, to the new one, and to both when it is done."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.accounts import EMAIL_LINK, Account
from src.services import links
from src.services.account import Tools
from src.services.letters import NEWS_LIVE, Envelope
from src.storage.email_changes import EmailChange

PURPOSE = "email-change"
PAGE = "/profile/email/confirm"


@dataclass(frozen=True, slots=True)
class Side:
    """What a link is bound to: the change and the mailbox («old», «new») that it went to."""

    id: int
    stamp: str


@dataclass(frozen=True, slots=True)
class ConfirmLetter:
    """`email` is the new address; the letter to it does not name the old one, which a stranger need not know."""

    email: str
    asked_at: datetime
    until: datetime
    link: str


@dataclass(frozen=True, slots=True)
class TakenLetter:
    asked_at: datetime
    sign_in: str
    recovery: str


@dataclass(frozen=True, slots=True)
class ChangedLetter:
    email: str
    changed_at: datetime
    recovery: str


async def ask(tools: Tools, account: Account, change: EmailChange, taken: bool) -> None:
    """Queue both; a new address that has an account of its own is told so, and gets no link."""
    await _post(tools, account.email, "email_change_old", _letter(tools, change, "old"), change.asked_at)
    if taken:
        told = TakenLetter(change.asked_at, tools.letters.link("/sign-in"), tools.letters.link("/recovery"))
        await _post(tools, change.email, "email_change_taken", told, change.asked_at)
    else:
        await _post(tools, change.email, "email_change_new", _letter(tools, change, "new"), change.asked_at)


async def tell(tools: Tools, account: Account, change: EmailChange, now: datetime) -> None:
    """Queue the news to the old address (`account` as it was) and to the new one."""
    told = ChangedLetter(change.email, now, tools.letters.link("/recovery"))
    for recipient in (account.email, change.email):
        envelope = Envelope(recipient, links.letter_name("email-changed"), now, NEWS_LIVE)
        await tools.letters.post(envelope, "email_changed", told)


def _letter(tools: Tools, change: EmailChange, side: str) -> ConfirmLetter:
    token = links.new_token(tools.signer, PURPOSE, Side(change.id, f"{side}.{change.stamp}"), change.asked_at)
    until = change.asked_at + EMAIL_LINK
    return ConfirmLetter(change.email, change.asked_at, until, tools.letters.link(PAGE, token=token))


async def _post(tools: Tools, recipient: str, name: str, letter: ConfirmLetter | TakenLetter, now: datetime) -> None:
    await tools.letters.post(Envelope(recipient, links.letter_name(PURPOSE), now, EMAIL_LINK), name, letter)
