"""Signing in by password.

Attempts are counted by account, by network and by both together, before they are judged; past the free ones come delays
and «Я не робот», never a lock. Two ways lead round the queue: a device that signed in before has a counter of its own,
and a letter with a link (sign_in_link.py) needs no password.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from src.domain.accounts import Account, Registration
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import captcha, letter_limits, registration_letters, throttling
from src.services.account import Tools
from src.services.entrance import Browser, Entry, Welcome, device_hash, let_in
from src.storage import journal, registrations, throttle, users
from src.storage.engine import transaction

FORM = "sign-in"
NETWORK_FREE = 10
"""An office behind one address has this many times the free attempts of an account."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A filled form; `fields` are those of «Я не робот»."""

    login: str
    password: str
    remember: bool
    browser: Browser
    fields: Mapping[str, str]


class WrongLogin(Exception):
    """No such person, another password, or an unfinished registration: all the same to whoever asks.

    `proof_asked`: the next attempt needs «Я не робот»; `proof` is what this one's puzzle is still worth.
    """

    def __init__(self, proof: captcha.Proof | None, proof_asked: bool) -> None:
        super().__init__("wrong login")
        self.proof = proof
        self.proof_asked = proof_asked


class MustWait(Exception):
    """The next attempt is let through in that many seconds; the puzzle that was solved for this one is still good."""

    def __init__(self, seconds: int, proof: captcha.Proof | None) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.proof = proof


async def sign_in(tools: Tools, actor: Actor, attempt: Attempt) -> Entry:
    """In, or half-way where a second factor is to be shown.

    WrongLogin; captcha.NotProved when «Я не робот» is asked; MustWait.
    """
    folded = fold_email(attempt.login) or ""
    account, waiting = await users.find_by_email(folded), await registrations.waiting(folded)
    limits = await _limits(tools, actor, attempt, account)
    proof = None
    if await throttling.proof_needed(limits, actor.now):
        proof = await tools.captcha.check(FORM, attempt.fields, actor.now, attempt.login)
    try:
        await throttling.attempt(limits, actor.now)
    except throttling.TooSoon as wait:
        raise MustWait(wait.seconds, proof) from None
    whose = account or next(iter(waiting), None)
    good, better = await tools.passwords.verify(attempt.password, whose.password_hash if whose else None)
    if account is None or not good:
        await _refuse(tools, actor, account, waiting[0] if good else None)
        raise WrongLogin(proof, await throttling.proof_needed(limits, actor.now))
    async with transaction():
        if not await users.keep_password(account.id, account.password_hash, better or account.password_hash):
            raise WrongLogin(proof, False)  # another one was set while this one was judged
        entry = await let_in(tools, account, actor, attempt.browser, attempt.remember, Event.SIGNED_IN)
        await _forgive(limits, isinstance(entry, Welcome))
        return entry


async def forgive(account: Account, actor: Actor, browser: Browser) -> None:
    """The second factor was shown too: the counters of the person are wiped."""
    kinds = ("account",), ("both", throttling.network_of(actor.address))
    keys = [throttling.key_of(kind, account.email_folded, *more) for kind, *more in kinds]
    if browser.device:
        keys.append(throttling.key_of("device", device_hash(browser.device)))
    await throttle.drop(keys)


async def _limits(tools: Tools, actor: Actor, attempt: Attempt, account: Account | None) -> throttling.Limits:
    """The counters of this attempt: a known device's own one, or those of account, network and both."""
    folded = fold_email(attempt.login) or attempt.login.strip().lower()
    device = device_hash(attempt.browser.device) if attempt.browser.device else ""
    if device and await users.is_known_device(account.id if account else 0, device):
        return {throttling.key_of("device", device): tools.free}
    network = throttling.network_of(actor.address)
    return {
        throttling.key_of("account", folded): tools.free,
        throttling.key_of("both", folded, network): tools.free,
        throttling.key_of("network", network): tools.free * NETWORK_FREE,
    }


async def _forgive(limits: throttling.Limits, whole: bool) -> None:
    """A good attempt wipes the counters of the person, unless the second factor is still to be shown: whoever knows the
    password alone cannot begin as often as he likes. The network's goes back by this one attempt."""
    if whole:
        await throttle.drop([key for key in limits if not key.startswith("network:")])
    for key in limits:
        if key.startswith("network:"):
            await throttle.take_back(key)


async def _refuse(tools: Tools, actor: Actor, account: Account | None, unfinished: Registration | None) -> None:
    """Write the failure down; whoever knows the password of an unfinished registration gets its link once more."""
    async with transaction():
        await journal.note(replace(actor, user_id=account.id if account else None), Event.SIGN_IN_FAILED)
    if not unfinished:
        return
    try:
        await letter_limits.count(tools, registration_letters.PURPOSE, unfinished.email_folded, actor)
    except throttling.TooSoon:
        return
    async with transaction():
        await registration_letters.post_links(tools, [unfinished], actor.now)
