"""People with a second factor, for tests."""

from datetime import timedelta

from pyotp import TOTP

from src.domain.journal import Actor
from src.services import sessions
from src.services.second_factor import app, change, offers
from src.storage.engine import transaction

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(now, steps=0, seed=SEED):
    """What the application shows now, or so many half-minutes later."""
    return TOTP(seed).at(now + timedelta(seconds=30 * steps))


async def session_of(user_id, now):
    new = await sessions.begin(user_id, False, "192.0.2.1", "pytest", now)
    return await sessions.find(new.token, now)


async def with_app(tools, user_id, now, seed=SEED):
    """The application is connected by a code of five minutes ago, so that every code of now still serves; the answer
    has the recovery codes."""
    session = await session_of(user_id, now)
    offer = offers.make(tools.signer, user_id, offers.Offered.APP, seed, now)
    step = app.matching_step(seed, code_at(now - timedelta(minutes=5), seed=seed), now - timedelta(minutes=5))
    owner = change.Owner(tools, Actor(user_id, "192.0.2.1", now), session)
    return await change.add(owner, offer, lambda: app.keep(tools.signer, user_id, seed, step, now))


async def quick_app(tools, user_id, now, seed=SEED):
    """The same at once, without recovery codes, letters and lines of the journal."""
    from src.storage import second_factor

    async with transaction():
        await app.keep(tools.signer, user_id, seed, 0, now)
        await second_factor.mark(user_id)
