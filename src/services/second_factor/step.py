"""The second step of signing in. Tries are counted before they are judged: five, then the password is asked again;
codes of an application are also counted by account, with delays; recovery codes and passkeys never have to wait."""

from dataclasses import dataclass, replace

from src.domain.journal import Actor, Event
from src.domain.second_factor import TRIES, Way
from src.domain.sessions import HANDOVER
from src.services import half_signed, once, sign_in, throttling
from src.services.account import Tools
from src.services.entrance import (
    Browser,
    Coming,
    Tokens,
    Welcome,
    clicked_by,
    device_hash,
    device_of,
    open_session,
    same_again,
)
from src.services.second_factor import news
from src.services.second_factor.shown import Shown
from src.storage import engine, journal, second_factor, sessions, throttle, users


class HalfEnded(Exception):
    """The password is to be shown again: the ten minutes or the five tries are over."""


class WrongFactor(Exception):
    """The code is wrong or was used before; `left`: tries before the password is asked again."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is in, where they were going, and what they had typed before; `codes`: recovery codes left, when one was
    used."""

    welcome: Welcome
    going: str = "/"
    kept: str = ""
    codes: int | None = None


async def give(tools: Tools, actor: Actor, token: str, browser: Browser, shown: Shown) -> Entered:
    """The session. HalfEnded, WrongFactor, throttling.TooSoon. A second click on its way is answered as the first."""
    session, device = (tools.signer.token(f"{what} of a half", token) for what in ("session", "device"))
    tokens, click = Tokens(session, device), f"{clicked_by(actor, browser)}\n{shown.text}"
    try:
        half = await half_signed.look(token, actor.now)
        if half is None:
            raise HalfEnded
        return await _try(tools, replace(actor, user_id=half.user_id), half, browser, shown, _End(token, tokens, click))
    except HalfEnded:
        if same := await same_again(_name(token), click, tokens, browser, actor.now):
            return Entered(same)
        raise


@dataclass(frozen=True, slots=True)
class _End:
    """What the end of the step is bound to, for a second click."""

    token: str
    tokens: Tokens
    click: str


async def _try(
    tools: Tools, actor: Actor, half: half_signed.Half, browser: Browser, shown: Shown, end: _End
) -> Entered:
    limits = await _limits(half, browser) if shown.way is Way.APP else {}
    await throttling.attempt(limits, actor.now)
    number = await half_signed.count_try(half, actor.now)
    if number is None:
        raise HalfEnded
    spend = await shown.judge(half)
    try:
        if spend is None:
            raise _Wrong
        async with engine.transaction():
            await sessions.lock_sessions(half.user_id)
            if not await half_signed.finish(half):
                raise HalfEnded
            if not await spend():
                raise _Wrong
            await throttle.drop(list(limits))
            await once.use(_name(end.token), actor.now + HANDOVER, end.click)
            return await _enter(tools, actor, half, browser, shown, end)
    except _Wrong:
        await _refuse(tools, actor, half, shown, number)
        raise WrongFactor(TRIES - number) from None


class _Wrong(Exception):
    """Undoes what was begun."""


async def _enter(
    tools: Tools, actor: Actor, half: half_signed.Half, browser: Browser, shown: Shown, end: _End
) -> Entered:
    left = None
    if shown.way is Way.RECOVERY:
        left = (await second_factor.load(half.user_id)).codes
        await journal.note(actor, Event.RECOVERY_CODE_USED, left=left)
    account = await users.find(half.user_id)
    if account is None:
        raise HalfEnded
    await sign_in.forgive(account, actor, browser)
    if shown.way is Way.RECOVERY:
        await news.tell_changed(tools.letters, actor, account.email, "used")
    coming = Coming(account, actor, browser, half.remembered, Event(half.event))
    welcome = await open_session(tools, coming, end.tokens, shown.way)
    return Entered(welcome, half.going, half.kept, left)


async def _refuse(tools: Tools, actor: Actor, half: half_signed.Half, shown: Shown, number: int) -> None:
    """Write the failure down; at the last try the person gets a letter: somebody knows the password."""
    async with engine.transaction():
        await journal.note(actor, Event.SECOND_FACTOR_FAILED, way=shown.way)
        if number >= TRIES:
            await news.tell_failed(tools.letters, actor, half.email)


async def _limits(half: half_signed.Half, browser: Browser) -> throttling.Limits:
    """By account; a device that signed in before has a counter of its own, which nobody else fills."""
    known = await device_of(half.user_id, browser)
    parts = ("device", device_hash(known)) if known else ("account", str(half.user_id))
    return {throttling.key_of("second", *parts): TRIES}


def _name(token: str) -> str:
    return f"second step {token}"
