"""«Привязать договор» by a code that goes to the contract's own e-mail; wrong data costs the same and sends nothing."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from src.domain.journal import Actor, Event
from src.domain.linking import CODE_DIGITS, CODE_LIVES, CODE_TRIES
from src.domain.sessions import HANDOVER
from src.services import letters, links, once
from src.services.linking import Claim, Desk, Linked, LinkRefused, count, enter, known_to, refuse
from src.storage import engine, journal, linking


@dataclass(frozen=True, slots=True)
class CodeLetter:
    number: str
    code: str
    until: datetime


async def send_code(desk: Desk, actor: Actor, claim: Claim) -> None:
    """Send a code to the contract's own e-mail when all is right, and do the same work when it is not."""
    await count(actor)
    claimed = await linking.find_claimed(claim.number, claim.inn, claim.kpp)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    until = actor.now + CODE_LIVES
    letter = CodeLetter(claimed.number or claim.number, code, until)
    envelope = letters.Envelope(claimed.email, links.letter_name("link-code"), actor.now, CODE_LIVES)
    post = desk.letters.post if claimed.email else desk.letters.post_blank
    async with engine.transaction():
        sent_for = claimed.id if claimed.email else 0
        await linking.keep_code(actor.person, sent_for, _digest(desk, actor, sent_for, code), actor.now, until)
        await post(envelope, "link_code", letter)
        await journal.note(actor, Event.LINK_CODE_SENT)


async def link_by_code(desk: Desk, actor: Actor, code: str) -> Linked:
    """Link the actor to the contract whose address the code went to. Raises LinkRefused."""
    async with engine.transaction():  # the try stays counted though the answer is a refusal
        tried = await linking.try_code(actor.person, actor.now, CODE_TRIES)
    contract_id, digest = tried or (0, "")
    if not hmac.compare_digest(_digest(desk, actor, contract_id, code), digest):
        return await _second_click(desk, actor, code) or await refuse(actor)
    async with engine.transaction():
        claimed = await linking.claimed_by_id(contract_id)
        if not claimed.id:
            raise LinkRefused
        await linking.use_up_codes(actor.person, CODE_TRIES)
        await once.use(digest, actor.now + HANDOVER, "code")
        return await enter(desk, actor, claimed)


async def _second_click(desk: Desk, actor: Actor, code: str) -> Linked | None:
    """What the code that was used up just now has led to; it links nobody anew."""
    contract_id, digest = await linking.find_code(actor.person)
    if not hmac.compare_digest(_digest(desk, actor, contract_id, code), digest):
        return None
    if not await once.again(digest, "code", actor.now):
        return None
    async with engine.transaction():
        claimed = await linking.claimed_by_id(contract_id)
        return await known_to(actor, claimed) or Linked(claimed.id, claimed.number, None)


def _digest(desk: Desk, actor: Actor, contract_id: int, code: str) -> str:
    return desk.signer.digest("link code", f"{actor.user_id} {contract_id} {code}")
