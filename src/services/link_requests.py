"""A second linker asks; an administrator of the contract confirms, choosing the role, or declines."""

from dataclasses import dataclass

from src.domain.access import GuardedContract, Role
from src.domain.journal import Actor, Event
from src.domain.linking import REQUEST_OFFERED
from src.domain.notices import Notice
from src.services import links, notices
from src.services.access import known_id
from src.services.letters import Envelope
from src.services.linking import LETTER_LIVES, Desk, LinkRefused, join
from src.services.members.desk import administering
from src.services.signing import Expired, Forged
from src.storage import engine, granting, journal, linking, memberships
from src.storage.memberships import LinkRequest

SHOWN = 50
PURPOSE = "link request"


class NoSuchRequest(Exception):
    """Not in this contract, or answered already."""


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """To an administrator: somebody asks."""

    number: str
    login: str
    link: str


@dataclass(frozen=True, slots=True)
class AnswerLetter:
    """To the one who asked; `role` None: declined."""

    number: str
    role: Role | None
    link: str


def offer(desk: Desk, actor: Actor, contract_id: int) -> str:
    """What the form of the request carries: that this person has shown a proof for this contract."""
    return desk.signer.seal(PURPOSE, [actor.user_id, contract_id], actor.now)


async def ask(desk: Desk, actor: Actor, offered: str) -> str:
    """Send the request to the administrators; the contract's number. LinkRefused for an offer that serves no more."""
    try:
        user_id, contract_id = desk.signer.open(PURPOSE, offered, actor.now, REQUEST_OFFERED)
    except (Forged, Expired):
        raise LinkRefused from None
    if user_id != actor.user_id:
        raise LinkRefused
    async with engine.transaction():
        claimed = await linking.claimed_by_id(contract_id)
        if not claimed.id:
            raise LinkRefused
        if await memberships.add_request(user_id, contract_id, actor.now):
            await journal.note(actor, Event.LINK_REQUESTED, contract_id)
            await _tell_administrators(desk, actor, contract_id, claimed.number)
    return claimed.number


async def _tell_administrators(desk: Desk, actor: Actor, contract_id: int, number: str) -> None:
    login = await memberships.login_of(actor.person)
    link = desk.letters.link(f"/contracts/{contract_id}/requests")
    for administrator in await memberships.administrators(contract_id, actor.now):
        envelope = _envelope(administrator.email, "link-asked", actor)
        letter = RequestLetter(number, login, link)
        await notices.post(desk.letters, administrator, Notice.ASKED, envelope, "link_asked", letter)


async def waiting(contract: GuardedContract) -> list[LinkRequest]:
    """The first ones; more appear as they are answered."""
    return await memberships.list_requests(contract, SHOWN)


async def confirm(desk: Desk, actor: Actor, contract: GuardedContract, request_id: int, role: Role) -> LinkRequest:
    """Link the one who asked, in this role, for as long as an administrator is there; who got in meanwhile keeps the
    role that he was given then.

    NoSuchRequest when there is nothing to confirm any more; access.NotYours, NotAllowed.
    """
    async with administering(actor, contract):
        request = await _take(contract, request_id)
        claimed = await linking.claimed_by_id(contract.id)
        if held := await memberships.role_of(request.user_id, contract.id, actor.now):
            role = held
        else:
            await join(desk.letters, actor, claimed, request.user_id, role)
            await granting.cap(request.user_id, [contract.id], actor.now)
        await journal.note(actor, Event.LINK_REQUEST_CONFIRMED, contract.id, user=request.user_id, role=role.value)
        await _answer(desk, actor, contract, request, role)
    return request


async def decline(desk: Desk, actor: Actor, contract: GuardedContract, request_id: int) -> LinkRequest:
    async with engine.transaction():
        request = await _take(contract, request_id)
        await journal.note(actor, Event.LINK_REQUEST_DECLINED, contract.id, user=request.user_id)
        await _answer(desk, actor, contract, request, None)
    return request


async def _take(contract: GuardedContract, request_id: int) -> LinkRequest:
    request = await memberships.take_request(contract, request_id) if known_id(request_id) else None
    if request is None:
        raise NoSuchRequest
    return request


async def _answer(desk: Desk, actor: Actor, contract: GuardedContract, request: LinkRequest, role: Role | None) -> None:
    link = desk.letters.link(f"/contracts/{contract.id}" if role else "/contracts/link")
    letter = AnswerLetter(contract.number, role, link)
    await desk.letters.post(_envelope(request.email, "link-answer", actor), "link_answered", letter)


def _envelope(recipient: str, kind: str, actor: Actor) -> Envelope:
    return Envelope(recipient, links.letter_name(kind), actor.now, LETTER_LIVES)


__all__ = ["LinkRequest", "NoSuchRequest", "ask", "confirm", "decline", "offer", "waiting"]
