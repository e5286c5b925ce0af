"""Codes of an application (TOTP, RFC 6238). The seed is sealed in the base; a code serves once, in whatever tabs."""

import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from urllib.parse import quote

from pyotp import TOTP, random_base32

from src.domain.second_factor import APP_DIGITS, NEIGHBOURS, STEP, step_of
from src.services.signing import Expired, Forged, Signer
from src.storage import second_factor as storage

SEALED = "seed of an application"
FOR_EVER = timedelta(days=36_500)

Spend = Callable[[], Awaitable[bool]]
"""Uses up what was shown, inside a transaction; False when it was used up before."""


def new_seed() -> str:
    """160 random bits, as applications take them in."""
    return random_base32()


def address_of(seed: str, login: str, issuer: str) -> str:
    """What the picture holds."""
    label = f"{quote(issuer, safe='')}:{quote(login, safe='@')}"
    return f"otpauth://totp/{label}?secret={seed}&issuer={quote(issuer, safe='')}"


def matching_step(seed: str, code: str, now: datetime) -> int | None:
    """The step of which this is the code, among now and its neighbours."""
    totp, found = TOTP(seed, digits=APP_DIGITS, interval=STEP), None
    for near in NEIGHBOURS:
        step = step_of(now) + near
        if hmac.compare_digest(totp.generate_otp(step), code):
            found = step
    return found


async def keep(signer: Signer, user_id: int, seed: str, step: int, now: datetime) -> bool:
    await storage.put_app(user_id, signer.seal(SEALED, [user_id, seed], now), step, now)
    return True


async def judge(signer: Signer, user_id: int, code: str, now: datetime) -> Spend | None:
    """How the code is used up; None when it is wrong, or there is no application that we can read."""
    sealed = await storage.seed_of(user_id)
    try:
        owner, seed = signer.open(SEALED, sealed, now, FOR_EVER)
    except (Forged, Expired):  # none there, or sealed with a secret that was changed since
        return None
    step = matching_step(seed, code, now) if owner == user_id else None
    return None if step is None else lambda: storage.use_step(user_id, sealed, step)


async def remove(user_id: int) -> bool:
    return await storage.remove_app(user_id)
