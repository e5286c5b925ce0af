"""What a person has agreed to: shown, asked for anew when a text changes, taken back."""

from collections.abc import Iterable

from src.domain.consents import CONSENTS, Consent, Given, due, kind_of
from src.domain.journal import Actor, Event
from src.storage import consents as storage
from src.storage import journal
from src.storage.engine import transaction

SHOWN = 50
EVERYTHING = 10_000


class NotAlone(Exception):
    """No account lives without this consent: it is withdrawn by deleting the account."""


async def history(user_id: int) -> list[Given]:
    """The latest first, no more than a page holds."""
    return await storage.list_of(user_id, SHOWN)


async def everything(user_id: int) -> list[Given]:
    """All there ever was, the latest first."""
    return await storage.list_of(user_id, EVERYTHING)


async def in_force(user_id: int) -> list[Given]:
    """In the order in which they were given."""
    return await storage.in_force(user_id)


async def due_of(user_id: int) -> tuple[Consent, ...]:
    """Texts that have changed since the person agreed to them."""
    return due(await storage.in_force(user_id))


async def agree(actor: Actor, kinds: Iterable[str]) -> None:
    """To today's version of each; what is in force stays as it is."""
    wanted = [consent for consent in CONSENTS if consent.kind in set(kinds)]
    async with transaction():
        for consent in await storage.give(actor.person, wanted, actor.now, actor.address):
            await journal.note(actor, Event.CONSENT_GIVEN, consent=consent.kind, version=consent.version)


async def withdraw(actor: Actor, kind: str) -> None:
    """NotAlone for what the account cannot be without; LookupError for what is no consent."""
    consent = kind_of(kind)
    if consent is None:
        raise LookupError(kind)
    if consent.required:
        raise NotAlone
    async with transaction():
        if await storage.withdraw(actor.person, kind, actor.now):
            await journal.note(actor, Event.CONSENT_WITHDRAWN, consent=kind, version=consent.version)
