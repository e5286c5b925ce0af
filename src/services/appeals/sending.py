"""An appeal is sent once, whatever is clicked how often: the form's token names it."""

from src.domain.access import GuardedContract
from src.domain.appeals import IN_AN_HOUR, Draft, Theme
from src.domain.journal import Actor, Event
from src.services.appeals import billing, dropping, letters
from src.services.appeals.drafts import Changed, Elsewhere, Sent, Typed
from src.services.readings.receipt_letter import Office
from src.storage import engine, journal
from src.storage.appeals import drafts, sent
from src.storage.links import Violation

_FORM = "appeal_form"


class TooMany(Exception):
    """So many appeals have gone from this person within an hour."""


async def send(actor: Actor, contract: GuardedContract, office: Office, typed: Typed) -> int:
    """The id of the appeal. Raises Sent when this form has sent one already, Changed, TooMany, Elsewhere. The theme is
    a known one and the text has its length: whoever reads the form sees to it."""
    try:
        return await _send(actor, contract, office, typed)
    except Violation as error:
        if error.constraint != _FORM:
            raise
        if known := await sent.of_form(contract, typed.token):  # another click was faster
            raise Sent(known) from error
        raise Elsewhere from error


async def _send(actor: Actor, contract: GuardedContract, office: Office, typed: Typed) -> int:
    async with engine.transaction():
        draft = await _hold(contract, typed)
        if await sent.count_in_hour(actor) >= IN_AN_HOUR:
            raise TooMany
        theme, day = Theme(typed.theme), actor.now.astimezone(office.settings.time_zone).date()
        id_, number = await sent.add(actor, contract, sent.NewAppeal(typed.token, theme, typed.text, day))
        if draft:
            await dropping.become_sent(contract, draft, id_)
        await billing.tell_billing(actor, contract, billing.Said(id_, number, theme, typed.text, "sent"))
        await journal.note(actor, Event.APPEAL_SENT, contract.id, appeal=number)
        await letters.post_sent(actor, contract, office.letters, id_, number, theme)
    return id_


async def _hold(contract: GuardedContract, typed: Typed) -> Draft | None:
    """The form's draft, held; Sent when a click before this one has sent it."""
    draft = await drafts.of_form(contract, typed.token)
    if draft and await drafts.hold(contract, draft.id):
        draft = await drafts.find(contract, draft.id)
    else:
        draft = None
    if appeal_id := await sent.of_form(contract, typed.token):
        raise Sent(appeal_id)
    same = draft and (draft.theme, draft.text) == (typed.theme, typed.text)
    if draft and not same and not typed.seen.fits(draft.version, draft.tab):
        raise Changed(draft)
    return draft
