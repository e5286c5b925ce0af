"""The page on which an appeal is written, after whatever has become of it."""

from dataclasses import replace

from src.domain.access import GuardedContract
from src.domain.appeals import DRAFT
from src.domain.attachments import Thing
from src.routes.appeals.views import WritingPage
from src.routes.seen import shown_first
from src.services.appeals import drafts
from src.services.attachments import giving
from src.web.front import AnyRequest, FormErrors, NotFoundException, Response, fragments

TEMPLATE = "appeals/write.html"
ORDER = ("theme", "text")


async def draft_page(contract: GuardedContract, draft_id: int, said: str) -> WritingPage:
    """A draft as it is kept; 404 when it was sent or dropped, or is somebody else's."""
    try:
        draft = await drafts.find(contract, draft_id)
    except drafts.NoSuchDraft as error:
        raise NotFoundException from error
    typed = FormErrors({"theme": draft.theme, "text": draft.text}, order=ORDER)
    it = WritingPage(contract, draft.token, typed, shown_first(draft.version), draft, said=said)
    return await _with_files(it)


async def _with_files(it: WritingPage) -> WritingPage:
    if it.draft is None:
        return it
    return replace(it, files=await giving.list_of(it.contract, Thing(DRAFT, it.draft.id)))


async def not_kept(request: AnyRequest, it: WritingPage, said: str = "", status: int = 422) -> Response[str]:
    return await answer(request, replace(it, said=said), status)


async def answer(request: AnyRequest, it: WritingPage, status: int = 422) -> Response[str]:
    """The form again, with all that was typed."""
    it = await _with_files(it)
    return await fragments(request, [("appeals/writing.html", it)], page=(TEMPLATE, it), status=status)
