"""What a person writes to the supplier, kept while they write: each form has a draft of its own, named by its token."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from src.domain.access import GuardedContract
from src.domain.appeals import DRAFTS, Draft
from src.domain.journal import Actor
from src.services.access import known_id
from src.storage import engine
from src.storage.appeals import drafts, sent
from src.storage.links import Violation

_FORM: Final = "appeal_draft_form"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says; `version`: of the draft that it has shown, 0 where there was none."""

    token: str
    theme: str
    text: str
    version: int


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


async def save(actor: Actor, contract: GuardedContract, typed: Typed) -> Draft:
    """The draft as it is now. Raises Sent, Changed, TooManyDrafts."""
    try:
        return await _save(actor, contract, typed)
    except Violation as error:
        if error.constraint != _FORM:
            raise
        return await _save(actor, contract, typed)  # another click has begun it a moment ago


async def _save(actor: Actor, contract: GuardedContract, typed: Typed) -> Draft:
    async with engine.transaction():
        if appeal_id := await sent.of_form(contract, typed.token):
            raise Sent(appeal_id)
        draft = await drafts.of_form(contract, typed.token)
        if draft is None:
            if len(await drafts.list_of(contract, DRAFTS)) >= DRAFTS:
                raise TooManyDrafts
            id_ = await drafts.begin(actor, contract, typed.token, typed.theme, typed.text)
            return Draft(id_, typed.token, typed.theme, typed.text, 1, actor.now)
        if (draft.theme, draft.text) == (typed.theme, typed.text):
            return draft
        if draft.lost_by(typed.text, typed.version) or not await drafts.change(
            actor, contract, draft, typed.theme, typed.text
        ):
            raise Changed(draft)
    return Draft(draft.id, draft.token, typed.theme, typed.text, draft.version + 1, actor.now)
