"""What a person writes to the supplier, kept while they write: each form has a draft of its own, named by its token."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.domain.access import GuardedContract
from src.domain.appeals import DRAFTS, Draft
from src.domain.drafts import Seen
from src.domain.journal import Actor
from src.services.access import known_id
from src.storage import engine
from src.storage.appeals import drafts, sent
from src.storage.links import Violation

_FORM = "appeal_draft_form"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says, and on which draft it stands."""

    token: str
    theme: str
    text: str
    seen: Seen


class Sent(Exception):
    """This very form was sent already: `appeal_id`."""

    def __init__(self, appeal_id: int) -> None:
        super().__init__(appeal_id)
        self.appeal_id = appeal_id


class Changed(Exception):
    """Another window has written to the draft since it was shown in this one: `draft`, as it is now."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.id)
        self.draft = draft


class Elsewhere(Exception):
    """A form of this name belongs to another contract of this person's."""


class TooManyDrafts(Exception):
    """Some of them are to be sent or dropped first."""


class NoSuchDraft(Exception):
    """It was sent or dropped, or is somebody else's."""


async def list_of(contract: GuardedContract) -> Sequence[Draft]:
    return await drafts.list_of(contract, DRAFTS)


async def find(contract: GuardedContract, draft_id: int) -> Draft:
    draft = await drafts.find(contract, draft_id) if known_id(draft_id) else None
    if draft is None:
        raise NoSuchDraft
    return draft


async def begun(contract: GuardedContract, token: str) -> Draft | None:
    """What this form has begun."""
    return await drafts.of_form(contract, token)


async def save(actor: Actor, contract: GuardedContract, typed: Typed) -> Draft:
    """The draft as it is now. Raises Sent, Changed, TooManyDrafts, Elsewhere."""
    try:
        return await _save(actor, contract, typed)
    except Violation as error:
        if error.constraint != _FORM:
            raise
    try:
        return await _save(actor, contract, typed)  # another click has begun it a moment ago
    except Violation as error:
        if error.constraint != _FORM:
            raise
        raise Elsewhere from error


async def _save(actor: Actor, contract: GuardedContract, typed: Typed) -> Draft:
    async with engine.transaction():
        if appeal_id := await sent.of_form(contract, typed.token):
            raise Sent(appeal_id)
        there = await drafts.of_form(contract, typed.token)
        if there is None:
            return await _begin(actor, contract, typed)
        if (there.theme, there.text) == (typed.theme, typed.text):
            return there
        new = replace(_draft(actor, typed), id=there.id, version=there.version + 1)
        if not typed.seen.fits(there.version, there.tab) or not await drafts.change(contract, new, there.version):
            raise Changed(there)
    return new


async def _begin(actor: Actor, contract: GuardedContract, typed: Typed) -> Draft:
    if len(await drafts.list_of(contract, DRAFTS)) >= DRAFTS:
        raise TooManyDrafts
    new = _draft(actor, typed)
    return replace(new, id=await drafts.begin(contract, new))


def _draft(actor: Actor, typed: Typed) -> Draft:
    """As if it were a new one."""
    return Draft(0, typed.token, typed.theme, typed.text, 1, typed.seen.tab, actor.now)
