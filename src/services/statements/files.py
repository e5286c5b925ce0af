"""Files of an objection, photos of a report: joined while it is a draft, given back with what was sent."""

from src.domain.access import GuardedContract
from src.domain.attachments import Thing
from src.domain.statements import Kind, Statement
from src.services.attachments.keeping import Draft
from src.storage.statements import writing as storage


def thing_of(it: Statement) -> Thing:
    return Thing(it.subject.kind.value, it.id)


def joinable(contract: GuardedContract, it: Statement) -> Draft:
    """To a report pictures alone are joined."""

    async def hold() -> bool:
        return await storage.hold_draft(contract, it.id)

    return Draft(thing_of(it), hold, pictures=it.subject.kind is Kind.REPORT)
