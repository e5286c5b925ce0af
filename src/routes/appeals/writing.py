"""Writing to the supplier: a form that is kept while one writes, files that are joined to it, and sending it."""

from dataclasses import replace

from src.domain.attachments import AttachmentRefused, Fault
from src.routes.appeals.form import AppealForm, DraftForm, read_typed, token_in
from src.routes.appeals.making import not_kept
from src.routes.appeals.views import WritingPage
from src.routes.appeals.written import Written
from src.routes.attached import STATUS, join_sent
from src.services.appeals import drafts, dropping, sending
from src.services.attachments import joining, keeping
from src.web.front import Response, see_other


async def keep(written: Written) -> Response[str]:
    """What was typed is kept first, whatever button was pressed; then comes what the button says."""
    if not written.form.texts:
        return see_other(written.request, f"/contracts/{written.contract.id}/appeals/new")
    token = token_in(written.form.texts)
    if written.act == "drop":
        await dropping.drop(written.contract, written.darkroom, token)
        return see_other(written.request, f"/contracts/{written.contract.id}/appeals?said=dropped")
    typed, errors = read_typed(written.form.texts, DraftForm, token)
    it = WritingPage(written.contract, token, errors)
    if typed is None:
        return await not_kept(written.request, it)
    try:
        if written.act == "send" and not written.form.file:
            return await _send(written, it, typed)
        draft = await drafts.save(written.person.actor, written.contract, typed)
        return await _go_on(written, replace(it, draft=draft), typed)
    except drafts.Sent as sent:
        return see_other(written.request, f"/contracts/{written.contract.id}/appeals/{sent.appeal_id}?said=before")
    except drafts.Changed as changed:
        return await not_kept(written.request, replace(it, draft=changed.draft), "changed", status=409)
    except drafts.TooManyDrafts:
        return await not_kept(written.request, it, "many")


async def _go_on(written: Written, it: WritingPage, typed: drafts.Typed) -> Response[str]:
    """The draft is kept: files come and go, or it is sent."""
    assert it.draft is not None, "it was kept a moment ago"  # noqa: S101
    joinable, said = dropping.joinable(written.contract, it.draft), "saved"
    try:
        if written.removed:
            place = (written.person.actor, written.contract, written.darkroom, joinable)
            said = "removed" if await joining.take_away(*place, written.removed) else "gone"
        elif written.form.file or written.act == "join":
            await join_sent(written.request, written.person, written.contract, joinable, written.form)
            said = "joined"
    except AttachmentRefused as refusal:
        return await not_kept(written.request, it, "refused", refusal, STATUS.get(refusal.fault, 422))
    except keeping.NotOpen:
        return await not_kept(written.request, it, "refused", AttachmentRefused(Fault.SHUT))
    if written.act == "send":
        return await _send(written, it, replace(typed, version=it.version))
    return see_other(written.request, f"{it.own}?said={said}")


async def _send(written: Written, it: WritingPage, typed: drafts.Typed) -> Response[str]:
    ready, errors = read_typed(written.form.texts, AppealForm, typed.token)
    if ready is None:
        return await _unfinished(written, replace(it, typed=errors), typed)
    try:
        appeal_id = await sending.send(written.person.actor, written.contract, written.office, typed)
    except sending.TooMany:
        it = replace(it, draft=await drafts.save(written.person.actor, written.contract, typed))
        return await not_kept(written.request, it, "often", status=429)
    return see_other(written.request, f"/contracts/{written.contract.id}/appeals/{appeal_id}?said=sent")


async def _unfinished(written: Written, it: WritingPage, typed: drafts.Typed) -> Response[str]:
    """Something lacks: what there is is kept all the same."""
    if it.draft is None and (typed.theme or typed.text):
        it = replace(it, draft=await drafts.save(written.person.actor, written.contract, typed))
    return await not_kept(written.request, it)
