"""What a person has as a second factor changes: with a letter, a line of the journal, a new token of this session and
the end of the others."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from src.domain.journal import Actor, Event
from src.domain.second_factor import FORM_LIVES, Factors
from src.domain.sessions import Session
from src.services import once, sessions, throttling
from src.services.account import Tools
from src.services.second_factor import codes, news, offers
from src.storage import engine, journal, second_factor
from src.storage import sessions as session_storage

OFTEN = 10
"""New recovery codes so many times in a row, before each further time has to wait."""
Act = Callable[[], Awaitable[bool]]
"""The change itself, inside the transaction; False: there was nothing to change."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose factor it is, in which session."""

    tools: Tools
    actor: Actor
    session: Session

    @property
    def id(self) -> int:
        return self.session.user_id


@dataclass(frozen=True, slots=True)
class Changed:
    """`codes`: recovery codes that were made with it, to be shown now and never again."""

    session: sessions.NewSession | None
    codes: tuple[str, ...] = ()


class LastDemanded(Exception):
    """The last factor stays as long as a contract demands one; `numbers` of some such contracts."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class NotAdded(Exception):
    """It is there already, or there are as many as one may have."""


class SessionOver(Exception):
    """The session in which it was to be done was ended at this very moment: by its owner, against whoever asks here."""


class _Repeated(Exception):
    """Undoes what a second click was about to do again."""


async def factors_of(user_id: int) -> Factors:
    return await second_factor.load(user_id)


async def add(owner: Owner, offer: offers.Offer, act: Act, name: str = "") -> Changed:
    """A factor; NotAdded. With the first one come the recovery codes. A second click is answered as the first."""
    made = None if owner.session.has_factor else await _make(owner, offer)
    try:
        async with engine.transaction():
            await _once(owner, offer)
            first = not await second_factor.has_any(owner.id)
            if not await act():
                raise NotAdded
            await second_factor.mark(owner.id)
            if first and made:
                await second_factor.put_codes(owner.id, made.hashes)
            await journal.note(owner.actor, Event.SECOND_FACTOR_ADDED, way=offer.what)
            await news.tell_changed(owner.tools.letters, owner.actor, owner.session.email, offer.what, name)
            new = await _go_on(owner, end_others=first or offer.what is offers.Offered.APP)
        return Changed(new, made.codes if first and made else ())
    except _Repeated:
        return await _as_before(owner, offer)


async def renew_codes(owner: Owner, offer: offers.Offer) -> Changed:
    """New recovery codes in the place of the earlier ones. throttling.TooSoon: ten hashes are work."""
    await throttling.attempt({throttling.key_of("codes", str(owner.id)): OFTEN}, owner.actor.now)
    made = await _make(owner, offer)
    try:
        async with engine.transaction():
            await _once(owner, offer)
            await second_factor.put_codes(owner.id, made.hashes)
            await journal.note(owner.actor, Event.RECOVERY_CODES_MADE)
            await news.tell_changed(owner.tools.letters, owner.actor, owner.session.email, offer.what)
    except _Repeated:
        pass
    return Changed(None, made.codes)


async def remove(owner: Owner, what: str, act: Act, name: str = "") -> Changed:
    """Take a factor away; with the last one the recovery codes go. LastDemanded."""
    async with engine.transaction():
        await _hold(owner)
        if not await act():
            return Changed(None)  # a second click
        if not await second_factor.mark(owner.id):
            if numbers := await second_factor.demanded_by(owner.id, owner.actor.now):
                raise LastDemanded(numbers)
            await second_factor.drop_codes(owner.id)
        await journal.note(owner.actor, Event.SECOND_FACTOR_REMOVED, way=what)
        await news.tell_changed(owner.tools.letters, owner.actor, owner.session.email, f"{what}_removed", name)
        return Changed(await _go_on(owner, end_others=True))


async def _make(owner: Owner, offer: offers.Offer) -> codes.NewCodes:
    return await codes.make(owner.tools.signer, owner.tools.passwords, owner.id, offer.sealed)


async def _hold(owner: Owner) -> None:
    """Until the transaction ends nobody ends the session. SessionOver: somebody was faster."""
    await session_storage.lock_sessions(owner.id)
    if not await session_storage.serves(owner.session.id, owner.actor.now):
        raise SessionOver


async def _once(owner: Owner, offer: offers.Offer) -> None:
    await _hold(owner)
    if not await once.use(_name(offer), owner.actor.now + FORM_LIVES, offer.what):
        raise _Repeated


async def _go_on(owner: Owner, end_others: bool) -> sessions.NewSession | None:
    now = owner.actor.now
    await session_storage.give_second(owner.session.id, now)
    if end_others:
        await sessions.end_others(owner.id, owner.session.id, now)
    return await sessions.renew(owner.session, now)


async def _as_before(owner: Owner, offer: offers.Offer) -> Changed:
    """What the first click led to: the session goes on; its codes are shown once more if it was they that were kept."""
    made = codes.codes_of(owner.tools.signer, owner.id, offer.sealed)
    kept = await second_factor.code_at(owner.id, 0)
    same, _ = await owner.tools.passwords.verify(made[0], kept)
    return Changed(await sessions.renew(owner.session, owner.actor.now), made if same else ())


def _name(offer: offers.Offer) -> str:
    return f"offer {offer.sealed}"
