"""The draft of an objection or of a report: kept while it is written, of one person alone."""

from dataclasses import replace

from src.domain.access import GuardedContract
from src.domain.drafts import Seen
from src.domain.journal import Actor
from src.domain.statements import Said, Statement, Subject
from src.storage import engine
from src.storage.statements import reading
from src.storage.statements import writing as storage


class Changed(Exception):
    """Another tab was quicker; `draft`: as it is now, None where it was sent or thrown away."""

    def __init__(self, draft: Statement | None) -> None:
        super().__init__(draft)
        self.draft = draft


async def find(contract: GuardedContract, subject: Subject) -> Statement | None:
    """Of this person."""
    return await reading.draft_of(contract, subject)


async def save(actor: Actor, contract: GuardedContract, subject: Subject, seen: Seen, said: Said) -> Statement:
    """The draft as it is then; what says the same again changes nothing. Raises Changed."""
    async with engine.transaction():
        there = await storage.held_draft(contract, subject)
        if there is None and not seen.version:
            await storage.add(actor, contract, subject)
            there = await storage.held_draft(contract, subject)
        if there is None:
            raise Changed(None)
        if there.said == said:
            return there
        fits = seen.fits(there.version, there.tab)
        if not fits or not await storage.save(actor, contract, there.id, there.version, seen.tab, said):
            raise Changed(there)
    return replace(there, version=there.version + 1, tab=seen.tab, said=said, saved_at=actor.now)
