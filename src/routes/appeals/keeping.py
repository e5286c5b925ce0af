"""Writing to the supplier: the form as it comes, and its text behind one's back."""

from src.domain.access import Action, GuardedContract
from src.domain.appeals import LONGEST
from src.routes.appeals.form import DraftForm, read_typed, seen_in, token_in
from src.routes.appeals.views import Kept
from src.routes.appeals.writing import keep
from src.routes.appeals.written import Written
from src.routes.attached import LARGEST_BODY, WANTED
from src.services.appeals import drafts
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    fragments,
    post,
    read_fields,
)
from src.web.front import contract as guarded
from src.web.uploads import file_form, refuse_crowded

PATH = "/contracts/{contract_id:int}/appeals"


@post(PATH + "/draft", dependencies=guarded(Action.APPEAL), request_max_body_size=LARGEST_BODY)
async def write(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    with refuse_crowded():
        async with file_form(request, person.user_id, WANTED) as form:
            return await keep(Written(request, person, contract, form))


@post(PATH + "/draft/text", dependencies=guarded(Action.APPEAL))
async def keep_text(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """Files have a way of their own: this one is short."""
    fields = await read_fields(request, length=2 * LONGEST)
    path, seen = f"/contracts/{contract.id}/appeals", seen_in(fields)
    typed, _ = read_typed(fields, DraftForm, token_in(fields))
    try:
        draft = await drafts.save(person.actor, contract, typed) if typed else None
        it = Kept(path, seen.over(draft.version) if draft else seen, draft, "" if draft else "long")
    except drafts.Sent as sent:
        it = Kept(f"{path}/{sent.appeal_id}", seen, said="sent")
    except drafts.Changed as changed:
        it = Kept(f"{path}/drafts/{changed.draft.id}", seen, said="changed")
    except drafts.TooManyDrafts:
        it = Kept(path, seen, said="many")
    except drafts.Elsewhere:
        it = Kept(path, seen, said="elsewhere")
    answer = await fragments(request, [("appeals/kept.html", it)], page=path)
    if it.draft:
        answer.headers["HX-Replace-Url"] = f"{path}/drafts/{it.draft.id}"  # a reload finds what was written
    return answer


router = Router("/", route_handlers=[write, keep_text])
