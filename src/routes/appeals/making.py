"""The page on which an appeal is written, after whatever has become of it."""

from dataclasses import replace

from src.domain.access import GuardedContract
from src.domain.appeals import DRAFT
from src.domain.attachments import AttachmentRefused, Thing
from src.routes.appeals.views import WritingPage
from src.services.appeals import drafts
from src.services.attachments import giving
from src.web.front import AnyRequest, FormErrors, NotFoundException, Response, page

TEMPLATE = "appeals/write.html"
ORDER = ("theme", "text")


async def draft_page(contract: GuardedContract, draft_id: int, said: str) -> WritingPage:
    """A draft as it is kept; 404 when it was sent or dropped, or is somebody else's."""
    try:
        draft = await drafts.find(contract, draft_id)
    except drafts.NoSuchDraft as error:
        raise NotFoundException from error
    typed = FormErrors({"theme": draft.theme, "text": draft.text}, order=ORDER)
    return await with_files(WritingPage(contract, draft.token, typed, draft, said=said))


async def with_files(it: WritingPage) -> WritingPage:
    if it.draft is None:
        return it
    return replace(it, files=await giving.list_of(it.contract, Thing(DRAFT, it.draft.id)))


async def not_kept(
    request: AnyRequest, it: WritingPage, said: str = "", refusal: AttachmentRefused | None = None, status: int = 422
) -> Response[str]:
    """The form again, with all that was typed."""
    return page(request, TEMPLATE, await with_files(replace(it, said=said, refusal=refusal)), status=status)
