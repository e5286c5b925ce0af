"""Writing to the supplier: a form that is kept while one writes, files that are joined to it, and sending it."""

from dataclasses import replace

from src.routes.appeals.astray import after_sending, of_another_contract
from src.routes.appeals.form import AppealForm, DraftForm, read_typed, seen_in, token_in
from src.routes.appeals.making import answer, not_kept
from src.routes.appeals.views import WritingPage
from src.routes.appeals.written import Written
from src.routes.attached import join_sent
from src.services.appeals import drafts, dropping, sending
from src.services.attachments import joining, keeping
from src.web.front import Response, see_other


async def keep(written: Written) -> Response[str]:
    """What was typed is kept first, whatever button was pressed; then comes what the button says."""
    if not written.form.texts:
        return see_other(written.request, f"{written.path}/new")
    token, seen = token_in(written.form.texts), seen_in(written.form.texts)
    if written.act == "drop":
        return await _drop(written, token)
    typed, errors = read_typed(written.form.texts, DraftForm, token)
    it = WritingPage(written.contract, token, errors, seen)
    if typed is None:
        return await not_kept(written.request, replace(it, draft=await drafts.begun(written.contract, token)))
    try:
        return await _keep(written, it, typed)
    except drafts.Sent as sent:
        return await after_sending(written, it, sent.appeal_id)
    except drafts.Changed as changed:
        return await not_kept(written.request, it.over(changed.draft), "changed", 409)
    except drafts.TooManyDrafts:
        return await not_kept(written.request, it, "many")
    except drafts.Elsewhere:
        return await of_another_contract(written, it)


async def _drop(written: Written, token: str) -> Response[str]:
    """Whoever has not seen what it says by now sees that first."""
    try:
        await dropping.drop(written.contract, written.darkroom, token, seen_in(written.form.texts))
    except drafts.Changed as changed:
        return see_other(written.request, f"{written.path}/drafts/{changed.draft.id}?said=newer")
    return see_other(written.request, f"{written.path}?said=dropped")


async def _keep(written: Written, it: WritingPage, typed: drafts.Typed) -> Response[str]:
    if written.act == "send" and not written.form.files:
        return await _send(written, it, typed)
    draft = await drafts.save(written.person.actor, written.contract, typed)
    it = it.over(draft)
    return await _go_on(written, it, replace(typed, seen=it.seen))


async def _go_on(written: Written, it: WritingPage, typed: drafts.Typed) -> Response[str]:
    """The draft is kept: files come and go, or it is sent."""
    assert it.draft is not None, "it was kept a moment ago"  # noqa: S101
    joinable, said = dropping.joinable(written.contract, it.draft), "saved"
    try:
        if written.removed:
            place = (written.person.actor, written.contract, written.darkroom, joinable)
            said = "removed" if await joining.take_away(*place, written.removed) else "gone"
        if written.form.files or written.act == "join":
            outcome = await join_sent(written.request, written.person, written.contract, joinable, written.form)
            if outcome.refused:
                return await answer(written.request, replace(it, outcome=outcome), outcome.status)
            said = outcome.said
    except keeping.NotOpen:
        return await not_kept(written.request, it, "shut", 409)
    if written.act == "send":
        return await _send(written, it, typed)
    return see_other(written.request, f"{it.own}?said={said}")


async def _send(written: Written, it: WritingPage, typed: drafts.Typed) -> Response[str]:
    ready, errors = read_typed(written.form.texts, AppealForm, typed.token)
    if ready is None:
        return await _unfinished(written, replace(it, typed=errors), typed)
    try:
        appeal_id = await sending.send(written.person.actor, written.contract, written.office, typed)
    except sending.TooMany:
        it = it.over(await drafts.save(written.person.actor, written.contract, typed))
        return await not_kept(written.request, it, "often", 429)
    return see_other(written.request, f"{written.path}/{appeal_id}?said=sent")


async def _unfinished(written: Written, it: WritingPage, typed: drafts.Typed) -> Response[str]:
    """Something lacks: what there is is kept all the same."""
    if it.draft is None and (typed.theme or typed.text):
        it = it.over(await drafts.save(written.person.actor, written.contract, typed))
    return await not_kept(written.request, it)
