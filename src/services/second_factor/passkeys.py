"""Passkeys as a second factor: kept, used, taken away. A challenge serves once, for one sign-in of one person."""

from datetime import datetime

from src.domain.second_factor import CEREMONY_LIVES
from src.services import once
from src.services.access import known_id
from src.services.second_factor.app import Spend
from src.services.second_factor.ceremony import Site, credential_of, signs_of
from src.services.second_factor.offers import Offer
from src.storage import passkeys as storage


async def judge(site: Site, user_id: int, offer: Offer, challenge: str, answer: str, now: datetime) -> Spend | None:
    """How the answer is used up; None when it is wrong, and then its challenge serves no more."""
    key = next((each for each in await storage.keys_of(user_id) if each.credential == credential_of(answer)), None)
    if key is not None and not await once.was_used(_name(offer), now):
        signs = signs_of(site, challenge, key, answer)
        if signs is not None:
            return lambda: _use(offer, key, signs, now)
    await once.use(_name(offer), now + CEREMONY_LIVES)
    return None


async def _use(offer: Offer, key: storage.Key, signs: int, now: datetime) -> bool:
    return await once.use(_name(offer), now + CEREMONY_LIVES) and await storage.use(key.id, key.signs, signs, now)


def _name(offer: Offer) -> str:
    return f"challenge {offer.sealed}"


async def keys_of(user_id: int) -> list[storage.Key]:
    return await storage.keys_of(user_id)


async def name_of(user_id: int, key_id: int) -> str | None:
    return await storage.name_of(user_id, key_id) if known_id(key_id) else None


async def keep(user_id: int, key: storage.Key, name: str, now: datetime) -> bool:
    return await storage.add(user_id, key, name, now)


async def remove(user_id: int, key_id: int) -> bool:
    return await storage.remove(user_id, key_id)
