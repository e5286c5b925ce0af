"""Drafts of appeals: a new form, what was kept of one, its files."""

from src.domain.access import Action, GuardedContract
from src.routes.appeals.form import new_token
from src.routes.appeals.making import TEMPLATE, draft_page
from src.routes.appeals.views import WritingPage
from src.routes.seen import shown_first
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
    return page(request, TEMPLATE, WritingPage(contract, new_token(), FormErrors(), shown_first()))


@get(PATH + "/drafts/{draft_id:int}", dependencies=guarded(Action.APPEAL))
async def show_draft(
    request: AnyRequest, contract: NamedDependency[GuardedContract], draft_id: FromPath[int]
) -> Response[str]:
    return page(request, TEMPLATE, await draft_page(contract, draft_id, text_in(request, "said")))


router = Router("/", route_handlers=[show_new, show_draft])
