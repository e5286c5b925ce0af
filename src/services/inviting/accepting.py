"""The person takes the invitation: the administrator's code, and a password where there is no account.

The account is made in the transaction that opens the contracts; an account that is there already is never touched: its
owner signs in and gives the code.
"""

from dataclasses import dataclass, replace
from secrets import compare_digest

from src.domain.consents import Consent
from src.domain.inviting import CODE_TRIES, State
from src.domain.sessions import HANDOVER
from src.services import entrance, once, passwords
from src.services.inviting import codes, link, sending, telling
from src.services.inviting.front import Actor, Event, Tools, engine, granting, invitations, journal, users
from src.services.members.telling import terms_told
from src.storage import registrations
from src.storage.members.names import PersonGone


@dataclass(frozen=True, slots=True)
class Joining:
    """What a new person gives; `consents` are those that were ticked."""

    password: str
    code: str
    consents: tuple[Consent, ...]


class WrongCode(Exception):
    """`left`: how many tries the code has; 0: the administrator has to make another."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class AccountThere(Exception):
    """The address has an account: its owner signs in and gives the code."""


async def check(tools: Tools, invited: link.Invited, password: str) -> None:
    """Raise WeakPassword when the password is refused."""
    one = invited.invitation
    known = (one.email, one.family_name, one.given_name, one.patronymic, *(each.party for each in invited.contracts))
    await passwords.check(tools.passwords, password, known)


async def join(tools: Tools, actor: Actor, token: str, joining: Joining, browser: entrance.Browser) -> entrance.Welcome:
    """A new account, its contracts, a session. InvitationEnded, WeakPassword, WrongCode, AccountThere.

    A second click on its way gets the same session.
    """
    tokens = entrance.Tokens(
        tools.signer.token("session of an invitation", token), tools.signer.token("device of an invitation", token)
    )
    try:
        invited = await link.look(tools, token, actor.now)
        if invited.account:
            raise AccountThere
        await check(tools, invited, joining.password)
        await _prove(tools, actor, token, joining.code)
        hashed = await tools.passwords.hash(joining.password)
        async with engine.transaction():
            who = await _register(tools, actor, token, joining, hashed)
            await once.use(_name(token), actor.now + HANDOVER, entrance.clicked_by(actor, browser))
            account = await users.find(who.person)
            if account is None:
                raise AccountThere
            coming = entrance.Coming(account, who, browser, False, Event.SIGNED_IN_BY_LINK)
            return await entrance.open_session(tools, coming, tokens)  # a new account has no second factor yet
    except link.InvitationEnded as ended:
        click = entrance.clicked_by(actor, browser)
        if ended.why == "done" and (same := await entrance.same_again(_name(token), click, tokens, browser, actor.now)):
            return same
        raise


async def _register(tools: Tools, actor: Actor, token: str, joining: Joining, hashed: str) -> Actor:
    """The account, as the invitation is now; who acts from here on."""
    invited = await _locked(tools, token, actor)
    one = invited.invitation
    new = users.NewAccount(one.email, one.email_folded, one.family_name, one.given_name, one.patronymic, hashed)
    user_id = await users.add(new, actor.now, actor.now)
    if user_id is None:
        raise AccountThere
    await users.add_consents(user_id, joining.consents, actor.now, actor.address)
    await registrations.drop(one.email_folded)
    who = replace(actor, user_id=user_id)
    await journal.note(who, Event.SIGN_UP_FINISHED, invitation=one.id)
    await _open(tools, who, invited, user_id)
    return who


async def accept(tools: Tools, actor: Actor, token: str, code: str) -> None:
    """The signed-in owner of the address gets the contracts. InvitationEnded, WrongCode; AccountThere for others."""
    invited = await link.look(tools, token, actor.now)
    await _own(invited, actor)
    await _prove(tools, actor, token, code)
    async with engine.transaction():
        invited = await _locked(tools, token, actor)
        try:
            await _open(tools, actor, invited, await _own(invited, actor))
        except PersonGone:
            raise AccountThere from None


async def _own(invited: link.Invited, actor: Actor) -> int:
    if invited.account is None or invited.account.id != actor.user_id:
        raise AccountThere
    return invited.account.id


async def _locked(tools: Tools, token: str, actor: Actor) -> link.Invited:
    """As the link opens it now; until the transaction ends nobody withdraws it, nor the right of who invited."""
    _, one = await link.waiting(tools, token)
    await invitations.lock(one.id)
    await granting.lock(await invitations.contracts_of(one.id))
    return await link.look(tools, token, actor.now)


async def _prove(tools: Tools, actor: Actor, token: str, typed: str) -> None:
    """Judge the code; its try is counted before. WrongCode, or InvitationEnded: another click was faster."""
    invited = await link.look(tools, token, actor.now)
    one = invited.invitation
    async with engine.transaction():
        tries = await invitations.try_code(one.id, one.code_version, CODE_TRIES)
        good = tries is not None and compare_digest(codes.code(tools.signer, one), typed)
        if tries is not None and not good:
            opened = [each.id for each in invited.contracts]
            await sending.note(actor, Event.INVITATION_CODE_FAILED, opened, {"invitation": one.id})
            if tries >= CODE_TRIES:
                await telling.tell_inviter(tools.letters, actor, one, telling.News.LOCKED, opened)
    if tries is None:
        await link.look(tools, token, actor.now)
    if not good:
        raise WrongCode(max(CODE_TRIES - (tries or CODE_TRIES), 0))


async def _open(tools: Tools, actor: Actor, invited: link.Invited, user_id: int) -> None:
    one, own = invited.invitation, {each.id: each for each in invited.contracts}
    added = await granting.grant(user_id, sorted(own), one.terms, one.invited_by, actor.now)
    await granting.cap(user_id, added, actor.now)
    about: journal.Details = {"user": user_id, **terms_told(one.terms), "invitation": one.id}
    await journal.note_each(actor, Event.INVITATION_ACCEPTED, [(each, about) for each in added])
    await invitations.end(one.id, State.ACCEPTED, actor.now, user_id)
    await telling.tell_inviter(tools.letters, actor, one, telling.News.ACCEPTED, sorted(own))
    _, login = await granting.name_of(one.invited_by)
    await telling.tell_contracts(tools.letters, actor, one.email, login, [own[each] for each in added], one.terms)


async def decline(tools: Tools, actor: Actor, token: str) -> None:
    """The person wants nothing of it: name and address are gone at once. InvitationEnded."""
    async with engine.transaction():
        _, one = await link.waiting(tools, token)
        await invitations.lock(one.id)
        contract_ids = await invitations.contracts_of(one.id)
        if not await invitations.end(one.id, State.DECLINED, actor.now):
            raise link.InvitationEnded("declined", one)
        await sending.note(actor, Event.INVITATION_DECLINED, contract_ids, {"invitation": one.id})
        await telling.tell_inviter(tools.letters, actor, one, telling.News.DECLINED, contract_ids)


def _name(token: str) -> str:
    return f"invitation {token}"
