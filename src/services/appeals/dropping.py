"""Drafts with their files: what is joined to one, and how it goes."""

from src.domain.access import GuardedContract
from src.domain.appeals import DRAFT, SENT, Draft
from src.domain.attachments import Thing
from src.domain.drafts import Seen
from src.services.appeals.drafts import Changed
from src.services.attachments import keeping
from src.services.readings.developing import Darkroom
from src.services.readings.photos import forget_files
from src.storage import attachments, engine
from src.storage.appeals import drafts as storage


async def drop(contract: GuardedContract, darkroom: Darkroom, token: str, seen: Seen) -> bool:
    """What this form has begun, with its files; False when it was gone. Raises Changed when another page has written to
    it since."""
    async with engine.transaction():
        draft = await storage.of_form(contract, token)
        if draft and not seen.fits(draft.version, draft.tab):
            raise Changed(draft)
        dropped = draft is not None and await storage.drop(contract, draft.id)
        keys = await attachments.drop_all(contract, Thing(DRAFT, draft.id)) if draft and dropped else []
    await forget_files(darkroom.files, keys)
    return dropped


async def become_sent(contract: GuardedContract, draft: Draft, appeal_id: int) -> None:
    """In the transaction that sends it: its files are the appeal's."""
    await attachments.move(contract, Thing(DRAFT, draft.id), Thing(SENT, appeal_id))
    await storage.drop(contract, draft.id)


def joinable(contract: GuardedContract, draft: Draft) -> keeping.Draft:
    """What files are joined to while it is not sent."""
    return keeping.Draft(Thing(DRAFT, draft.id), lambda: storage.hold(contract, draft.id))
