"""Drafts of appeals: a new form, what was kept of one, its files."""

from src.domain.access import Action, GuardedContract
from src.domain.appeals import DRAFT
from src.domain.attachments import Thing
from src.routes.appeals.form import new_token
from src.routes.appeals.making import TEMPLATE, draft_page
from src.routes.appeals.views import WritingPage
from src.routes.attached import give_joined
from src.web.front import (
    AnyRequest,
    FormErrors,
    FromPath,
    NamedDependency,
    Response,
    Router,
    get,
    page,
)
from src.web.front import contract as guarded
from src.web.queries import text_in

PATH = "/contracts/{contract_id:int}/appeals"


@get(PATH + "/new", dependencies=guarded(Action.APPEAL), sync_to_thread=False)
def show_new(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return page(request, TEMPLATE, WritingPage(contract, new_token(), FormErrors()))


@get(PATH + "/drafts/{draft_id:int}", dependencies=guarded(Action.APPEAL))
async def show_draft(
    request: AnyRequest, contract: NamedDependency[GuardedContract], draft_id: FromPath[int]
) -> Response[str]:
    return page(request, TEMPLATE, await draft_page(contract, draft_id, text_in(request, "said")))


@get(PATH + "/drafts/{draft_id:int}/{joined_id:int}/file", dependencies=guarded(Action.APPEAL))
async def give_draft_file(
    request: AnyRequest,
    contract: NamedDependency[GuardedContract],
    draft_id: FromPath[int],
    joined_id: FromPath[int],
) -> Response[bytes]:
    """A draft is its writer's alone."""
    await draft_page(contract, draft_id, "")
    return await give_joined(request, contract, Thing(DRAFT, draft_id), joined_id)


router = Router("/", route_handlers=[show_new, show_draft, give_draft_file])
