"""What is shown beside the password: how it is judged, and what a page asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from src.domain.journal import Actor
from src.domain.second_factor import Way, way_of
from src.services import half_signed
from src.services.account import Tools
from src.services.second_factor import app, ceremony, codes, offers, passkeys


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks a browser to do with a passkey: `options` in JSON, `sealed` names the challenge."""

    options: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown, in which way; `judge` answers how it is used up, or None when it is wrong."""

    way: Way
    text: str
    judge: Callable[[half_signed.Half], Awaitable[app.Spend | None]]


def shown_code(tools: Tools, actor: Actor, digits: str) -> Shown | None:
    """A code of either kind; None when it is neither."""
    way = way_of(digits)
    if way is Way.APP:
        return Shown(way, digits, lambda half: app.judge(tools.signer, half.user_id, digits, actor.now))
    if way is Way.RECOVERY:
        return Shown(way, digits, lambda half: codes.judge(tools.passwords, half.user_id, digits, actor.now))
    return None


def shown_passkey(tools: Tools, actor: Actor, site: ceremony.Site, sealed: str, answer: str) -> Shown:
    """The answer of an authenticator to the challenge that the page has sealed for this very sign-in."""

    async def judge(half: half_signed.Half) -> app.Spend | None:
        try:
            offer = offers.read(tools.signer, half.user_id, sealed, actor.now, offers.Offered.ENTRY)
        except offers.OfferEnded:
            return None
        whose, _, challenge = offer.secret.partition(" ")
        if whose != str(half.id):
            return None
        return await passkeys.judge(site, half.user_id, offer, challenge, answer, actor.now)

    return Shown(Way.PASSKEY, answer, judge)


async def ask_passkey(tools: Tools, half: half_signed.Half, site: ceremony.Site, now: datetime) -> Asked | None:
    """What the page asks the browser for; None where the person has no passkey. Nothing is written."""
    if not half.passkeys:
        return None
    challenge, known = ceremony.challenge(), await passkeys.keys_of(half.user_id)
    offer = offers.make(tools.signer, half.user_id, offers.Offered.ENTRY, f"{half.id} {challenge}", now)
    return Asked(ceremony.asked_for(challenge, site, known), offer.sealed)
