"""Registration: the form, «Я не робот», and the letter whose link ends it (registration_link.py).

Between the form and «Я не робот» what was typed travels sealed (encrypted and signed, an hour) in the second page:
nothing of a stranger is stored, and no costly hash is made, before the puzzle is solved. Then it waits for its link, on
its own, beside others with the same address; docs/decisions/ says why.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from src.domain.accounts import REGISTRATION_KEPT, Account, Registration
from src.domain.consents import CONSENTS
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import letter_limits, once, passwords, throttling
from src.services.account import Tools
from src.services.registration_letters import PURPOSE, nobody, post_links, post_taken
from src.storage import engine, journal, registrations, users

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
    """Let the registration wait and queue its letter; for a taken address queue one that explains.

    Both ways run the same statements, so that neither the answer nor its time tells which it was. throttling.TooSoon
    when this address or this network was sent too many letters. The same `sealed` form again does nothing more, and
    ends as the first one did, even at the same moment.
    """
    folded = fold_email(application.email) or application.email
    limits = letter_limits.limits_of(tools, PURPOSE, folded, actor)
    try:
        await throttling.refuse_waiting(limits, actor.now)  # before the costly hash
        new = await _hashed(tools, actor, application, folded)
        async with engine.transaction():
            if not sealed or await once.use(sealed, actor.now + SEALED):
                await throttling.attempt(limits, actor.now)
                await _store(tools, actor, new)
    except throttling.TooSoon:
        if not (sealed and await was_sent(sealed, actor.now)):
            raise


async def _hashed(tools: Tools, actor: Actor, application: Application, folded: str) -> Registration:
    """What will wait. Whoever knows the password of the newest that waits is the same person, and takes its place."""
    newest = next(iter(await registrations.waiting(folded)), None)
    same, _ = await tools.passwords.verify(application.password, newest.password_hash if newest else None)
    hashed = await tools.passwords.hash(application.password)  # made in any case: time tells nothing
    return Registration(
        id=newest.id if newest and same else 0,
        email=application.email,
        email_folded=folded,
        family_name=application.family_name,
        given_name=application.given_name,
        patronymic=application.patronymic,
        password_hash=newest.password_hash if newest and same else hashed,
        consents=tuple(consent for consent in CONSENTS if consent.kind in application.consents),
        address=actor.address,
        asked_at=actor.now,
    )


async def _store(tools: Tools, actor: Actor, new: Registration) -> None:
    stored = await registrations.put(new)
    account = await users.find_by_email(new.email_folded)
    waiting = await registrations.waiting(new.email_folded)
    await _note(actor, Event.SIGNED_UP, account, stored or 0)
    if account:
        await post_taken(tools, account, actor.now)
    else:
        others = tuple(each for each in waiting if each.id != stored)
        await post_links(tools, [replace(new, id=stored or 0)], actor.now, others)


async def send_again(tools: Tools, actor: Actor, email: str) -> None:
    """Another letter with the links of what waits; where nothing does, the same work and no letter."""
    folded = fold_email(email) or email
    await letter_limits.count(tools, PURPOSE, folded, actor)
    async with engine.transaction():
        account = await users.find_by_email(folded)
        waiting = await registrations.waiting(folded)
        await _note(actor, Event.SIGN_UP_ASKED_AGAIN, account, 0)
        if account:
            await post_taken(tools, account, actor.now)
        else:
            await post_links(tools, waiting or [nobody(email, actor)], actor.now)


async def _note(actor: Actor, event: Event, account: Account | None, stored: int) -> None:
    """The line of a registration names it by its number: it outlives the registration and names nobody."""
    whose = replace(actor, user_id=account.id if account else None)
    details = {"taken": 1} if account else {"registration": stored}
    await journal.note(whose, event, **details)


async def forget_old(now: datetime, batch: int = 500) -> int:
    """Delete what nobody has finished for thirty days, in short transactions; how many went."""
    return await engine.in_batches(lambda most: registrations.forget(now - REGISTRATION_KEPT, most), batch)
