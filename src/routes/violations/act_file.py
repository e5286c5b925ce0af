"""The copy of an act that billing has sent along."""

from src.domain.access import Action, GuardedContract
from src.routes.violations.views import act_of
from src.services.documents import files
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    attachment,
    get,
    kit_of,
    refuse_ahead,
)
from src.web.front import contract as guarded


@get("/contracts/{contract_id:int}/violations/{act_id:int}/file", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def download_act(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    act_id: FromPath[int],
) -> Response[bytes]:
    refuse_ahead(request)
    act = await act_of(contract, act_id)
    if not act.file.file:
        raise NotFoundException
    pieces = files.pieces(act.file, kit_of(request).gateways.files)
    try:
        name, plain = files.safe_name(act.name, act.line.number), f"act-{contract.id}-{act.line.id}"
        return await attachment(person.user_id, pieces, name, plain, act.file.ending)
    except files.NoSuchDocument as error:
        raise NotFoundException from error


router = Router("/", route_handlers=[download_act])
