"""Registration: the form, «Я не робот», a letter, and the link in it that ends it.

Between the form and «Я не робот» what was typed travels sealed (encrypted and signed, an hour) in the second page:
nothing of a stranger is stored, and no costly hash is made, before the puzzle is solved. docs/decisions/ says why.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from src.domain.accounts import REGISTRATION_LINK, Account
from src.domain.consents import CONSENTS
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import letters, links, once, passwords, throttling
from src.services.account import Tools
from src.storage import journal, users
from src.storage.engine import transaction

PURPOSE = "sign-up"
SEALED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Application:
    """A filled form; `email` is an address, `consents` are the kinds that were ticked."""

    email: str
    family_name: str
    given_name: str
    patronymic: str
    password: str
    consents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FinishLetter:
    name: str
    asked_at: datetime
    link: str
    until: datetime


@dataclass(frozen=True, slots=True)
class TakenLetter:
    asked_at: datetime
    sign_in: str
    recovery: str


async def check(tools: Tools, application: Application) -> None:
    """Raise WeakPassword when the password is refused; nothing is written."""
    known = (application.email, application.family_name, application.given_name, application.patronymic)
    await passwords.check(tools.passwords, application.password, known)


def seal(tools: Tools, application: Application, now: datetime) -> str:
    return tools.signer.seal(PURPOSE, asdict(application), now)


def unseal(tools: Tools, text: str, now: datetime) -> Application:
    """What was typed at the first step; signing.Forged, or signing.Expired an hour later."""
    told = tools.signer.open(PURPOSE, text, now, SEALED)
    return Application(**told | {"consents": tuple(told["consents"])})


async def was_sent(sealed: str, now: datetime) -> bool:
    """Whether the account of this sealed form is stored and its letter queued: a second click finds all done."""
    return await once.was_used(sealed, now)


async def sign_up(tools: Tools, actor: Actor, application: Application, sealed: str = "") -> None:
    """Store the account, unconfirmed, and queue the letter; for a taken address queue one that explains.

    Both ways run the same statements, so that neither the answer nor its time tells which it was. throttling.TooSoon
    when this address or this network was sent too many letters. The same `sealed` form again does nothing more, and
    ends as the first one did, even at the same moment.
    """
    limits = letter_limits(tools, PURPOSE, fold_email(application.email) or application.email, actor)
    try:
        await throttling.refuse_waiting(limits, actor.now)  # before the costly hash
        hashed = await tools.passwords.hash(application.password)
        async with transaction():
            if not sealed or await once.use(sealed, actor.now + SEALED):
                await throttling.attempt(limits, actor.now)
                await _store(tools, actor, application, hashed)
    except throttling.TooSoon:
        if not (sealed and await was_sent(sealed, actor.now)):
            raise


async def _store(tools: Tools, actor: Actor, application: Application, hashed: str) -> None:
    folded = fold_email(application.email) or application.email
    new = users.NewAccount(
        application.email, folded, application.family_name, application.given_name, application.patronymic, hashed
    )
    given = [consent for consent in CONSENTS if consent.kind in application.consents]
    user_id = await users.register(new, actor.now)
    await users.replace_consents(user_id or 0, given, actor.now, actor.address)
    account = await users.find_by_email(folded)
    await _tell(tools, actor, account, application.email, Event.SIGNED_UP)


async def send_again(tools: Tools, actor: Actor, email: str) -> None:
    """Another letter with a link, when there is a registration to end; otherwise the same work and no letter."""
    folded = fold_email(email) or email
    await limit_letters(tools, PURPOSE, folded, actor)
    async with transaction():
        await _tell(tools, actor, await users.find_by_email(folded), email, Event.SIGN_UP_ASKED_AGAIN)


async def limit_letters(tools: Tools, kind: str, folded: str, actor: Actor) -> None:
    """Count one more letter; throttling.TooSoon after too many."""
    await throttling.attempt(letter_limits(tools, kind, folded, actor), actor.now)


def letter_limits(tools: Tools, kind: str, folded: str, actor: Actor) -> throttling.Limits:
    """Nobody's mailbox is flooded: a few letters of a kind to an address, more from a network, then waits."""
    network = throttling.network_of(actor.address)
    return {
        throttling.key_of("letter", kind, folded): tools.free,
        throttling.key_of("letters", network): tools.free * 10,
    }


async def _tell(tools: Tools, actor: Actor, account: Account | None, email: str, event: Event) -> None:
    whose = replace(actor, user_id=account.id if account else None)
    if account and account.confirmed_at:
        await journal.note(whose, event, taken=1)
        await _post_taken(tools, account, actor.now)
    else:
        await journal.note(whose, event)
        await post_link(tools, account or links.nobody(email, actor.now), actor.now)


async def post_link(tools: Tools, account: Account, now: datetime) -> None:
    """Queue the letter that ends the registration; for nobody (id 0) the same work without a letter."""
    token = links.new_token(tools.signer, PURPOSE, account, now)
    link = tools.letters.link("/sign-up/finish", token=token)
    envelope = letters.Envelope(account.email, links.letter_name(PURPOSE), now, REGISTRATION_LINK)
    letter = FinishLetter(account.full_name, account.created_at, link, now + REGISTRATION_LINK)
    post = tools.letters.post if account.id else tools.letters.post_blank
    await post(envelope, "sign_up", letter)


async def _post_taken(tools: Tools, account: Account, now: datetime) -> None:
    letter = TakenLetter(now, tools.letters.link("/sign-in"), tools.letters.link("/recovery"))
    await tools.letters.post(
        letters.Envelope(account.email, links.letter_name("sign-up-taken"), now, REGISTRATION_LINK),
        "sign_up_taken",
        letter,
    )


async def look(tools: Tools, token: str, now: datetime) -> Account:
    """Whose registration the link ends; LinkEnded when it serves no more. Nothing is spent."""
    return await links.read_token(tools.signer, PURPOSE, token, now, REGISTRATION_LINK)


async def finish(tools: Tools, actor: Actor, token: str) -> Account:
    """End the registration by the link of the letter; LinkEnded when it serves no more."""
    async with transaction():
        account = await look(tools, token, actor.now)
        if not await users.confirm(account.id, account.link_version, actor.now):
            raise links.LinkEnded("used", account)
        await journal.note(replace(actor, user_id=account.id), Event.SIGN_UP_FINISHED)
    return account
