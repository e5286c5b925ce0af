"""«Управление доступом»: who has access to a contract, in which role, since when, until when, by whose leave."""

from src.domain.access import Action, GuardedContract
from src.routes.inviting.waiting import invitations
from src.routes.members.views import AccessPage, filters_in, path_of, table_of, wanted_in
from src.services.members.listing import list_members
from src.web.front import AnyRequest, NamedDependency, Part, Response, Router, SignedIn, fragments, get
from src.web.front import contract as guarded
from src.web.link_token import for_one
from src.web.queries import text_in


@get("/contracts/{contract_id:int}/access", dependencies=guarded(Action.MANAGE))
async def show_access(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    filters = filters_in(request, path_of(contract))
    table = table_of(contract, filters, await list_members(contract, wanted_in(request, filters), person.now))

    async def whole() -> Part:
        waiting = await invitations(request, person, contract)
        return "members/access.html", AccessPage(contract, table, text_in(request, "said"), waiting)

    answer = await fragments(request, [("members/table.html", table)], page=whole)
    return for_one(answer)  # it shows the codes of invitations


router = Router("/", route_handlers=[show_access])
