"""The letters of a registration: the links that end it, or word that the address has an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from src.domain.accounts import REGISTRATION_LINK, Account, Registration
from src.domain.journal import Actor
from src.services import letters, links
from src.services.account import Tools

PURPOSE = "sign-up"


@dataclass(frozen=True, slots=True)
class Entry:
    """One registration in the letter."""

    name: str
    asked_at: datetime
    link: str


@dataclass(frozen=True, slots=True)
class FinishLetter:
    """`others`: when other registrations came that wait with the same address, the newest first."""

    entries: tuple[Entry, ...]
    others: tuple[datetime, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class TakenLetter:
    asked_at: datetime
    sign_in: str
    recovery: str


def nobody(email: str, actor: Actor) -> Registration:
    """For a letter that is written and not sent."""
    return Registration(0, email, email, "", "", "", "", (), actor.address, actor.now)


async def post_links(
    tools: Tools, waiting: Sequence[Registration], now: datetime, others: Sequence[Registration] = ()
) -> None:
    """Queue the letter with the links that end these; for nobody (id 0) do the same work, and send no letter."""
    entries = tuple(Entry(each.full_name, each.asked_at, _link(tools, each, now)) for each in waiting)
    envelope = letters.Envelope(waiting[0].email, links.letter_name(PURPOSE), now, REGISTRATION_LINK)
    letter = FinishLetter(entries, tuple(each.asked_at for each in others), now + REGISTRATION_LINK)
    post = tools.letters.post if waiting[0].id else tools.letters.post_blank
    await post(envelope, "sign_up", letter)


def _link(tools: Tools, registration: Registration, now: datetime) -> str:
    token = links.new_token(tools.signer, PURPOSE, registration, now)
    return tools.letters.link("/sign-up/finish", token=token)


async def post_taken(tools: Tools, account: Account, now: datetime) -> None:
    letter = TakenLetter(now, tools.letters.link("/sign-in"), tools.letters.link("/recovery"))
    await tools.letters.post(
        letters.Envelope(account.email, links.letter_name("sign-up-taken"), now, REGISTRATION_LINK),
        "sign_up_taken",
        letter,
    )
