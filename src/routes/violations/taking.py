"""The form of an objection or a report comes in: what was typed is saved, then its file is joined or taken away."""

from collections.abc import Mapping

from src.domain.statements import TEXT_LENGTH, Said, Statement, missing
from src.routes.attached import WANTED, join_sent
from src.routes.readings.photo_views import darkroom_of
from src.routes.seen import seen_in
from src.routes.violations.pages import Saved, Trouble, saved_of
from src.routes.violations.said import read_said, with_kept, with_missing
from src.routes.violations.writing import Writing, page_of
from src.services.attachments import joining, keeping
from src.services.statements import drafting, files
from src.web.front import FormErrors, Response, fragments, read_fields, see_other
from src.web.queries import id_of
from src.web.uploads import FileForm, file_form, refuse_crowded

LONGEST = 2 * TEXT_LENGTH
"""Signs of a field, before the ends of its lines are counted as one sign each."""


class _Wrong(Exception):
    """The form is shown again."""

    def __init__(self, trouble: Trouble | None, status: int = 422) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.status = status


async def show(writing: Writing, said: str = "", trouble: Trouble | None = None, status: int = 200) -> Response[str]:
    it = await page_of(writing, said, trouble)
    parts = [("violations/closed.html" if it.closed else "violations/writing.html", it)]
    return await fragments(writing.request, parts, page=("violations/writing.html", it), status=status)


async def take(writing: Writing) -> Response[str]:
    """Where nothing can be sent any more the page says why, and shows what was typed: nowhere else is it kept."""
    try:
        with refuse_crowded():
            async with file_form(writing.request, writing.person.user_id, WANTED) as form:
                return see_other(writing.request, await _taken(writing, form))
    except _Wrong as wrong:
        return await show(writing, trouble=wrong.trouble, status=wrong.status)


async def _taken(writing: Writing, form: FileForm) -> str:
    """Where to go then. Raises _Wrong."""
    if writing.closed:
        _, typed = await _read(writing, form.texts)
        raise _Wrong(Trouble(typed) if typed.value("text") else None, 409)
    draft, typed = await _save(writing, form.texts)
    said, going = await _join(writing, draft, typed, form), form.texts.get("act") == "go"
    if going:
        typed = with_missing(typed, missing(writing.subject.kind, draft.said))
    if typed.errors:
        raise _Wrong(Trouble(typed))
    return writing.at("/review") if going else writing.at(said=said)


async def _join(writing: Writing, draft: Statement, typed: FormErrors, form: FileForm) -> str:
    """What has become of the draft and its files. Raises _Wrong: the texts are saved already."""
    joinable = files.joinable(writing.contract, draft)
    try:
        if removed := id_of(form.texts.get("remove", "")):
            place = (writing.person.actor, writing.contract, darkroom_of(writing.request), joinable)
            there = await joining.take_away(*place, removed)
            if not form.files:
                return "removed" if there else "saved"
        if not form.files and form.texts.get("act") != "join":
            return "saved"
        outcome = await join_sent(writing.request, writing.person, writing.contract, joinable, form)
    except keeping.NotOpen as error:
        raise _Wrong(Trouble(typed, gone=True), 409) from error
    if outcome.refused:
        raise _Wrong(Trouble(typed, outcome=outcome), outcome.status)
    return outcome.said


async def keep(writing: Writing) -> Response[str]:
    """What the page saves by itself while one writes: no button was pressed, and no file comes along."""
    texts = await read_fields(writing.request, length=LONGEST)
    seen, (said, _) = seen_in(texts, last=False), await _read(writing, texts)
    try:
        if writing.closed:
            raise drafting.Changed(None)
        draft = await drafting.save(writing.person.actor, writing.contract, writing.subject, seen, said)
        it = saved_of(draft, seen.tab)
    except drafting.Changed:
        it = Saved(seen.version, seen.tab, None, stale=True)
    return await fragments(writing.request, [("violations/saved.html", it)], page=writing.at())


async def _save(writing: Writing, texts: Mapping[str, str]) -> tuple[Statement, FormErrors]:
    """The draft with all that is right of this; and what is not. Raises _Wrong."""
    said, typed = await _read(writing, texts)
    try:
        actor, seen = writing.person.actor, seen_in(texts)
        return await drafting.save(actor, writing.contract, writing.subject, seen, said), typed
    except drafting.Changed as changed:
        there = changed.draft.said if changed.draft else None
        raise _Wrong(Trouble(typed, there, gone=there is None), 409) from changed


async def _read(writing: Writing, texts: Mapping[str, str]) -> tuple[Said, FormErrors]:
    said, typed = read_said(texts, writing.subject.kind, writing.office.zone, writing.person.now, writing.points)
    if typed.errors and (draft := await drafting.find(writing.contract, writing.subject)):
        said = with_kept(said, typed, draft.said)
    return said, typed
