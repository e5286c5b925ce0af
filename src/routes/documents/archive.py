"""Files of several documents as an archive: those that were ticked, or all that the filters find."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.orders import Kind, Wish
from src.routes.giving import give
from src.routes.listing.documents import DOCUMENTS
from src.services.documents import archives, packing
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    attachment,
    get,
    kit_of,
    page,
    refuse_ahead,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import address, ids_in


@dataclass(frozen=True, slots=True)
class NoArchive:
    """Why there is none: `much` was chosen (`ticked`: one by one), or nothing of it has a file; `back`: the list."""

    contract: GuardedContract
    much: bool
    back: str
    ticked: bool
    most: int = archives.MOST
    ticks: int = archives.AT_ONCE
    megabytes: int = archives.BYTES // 2**20


@get("/contracts/{contract_id:int}/documents.zip", dependencies=guarded(Action.VIEW_MONEY))
async def download_archive(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    """A large selection is ordered; what can be ticked on a page is sent at once."""
    refuse_ahead(request)
    filters = DOCUMENTS.filters(contract, request.query_params)
    if filters.form is None:
        return see_other(request, filters.address())
    ticked = request.query_params.get("which") == "ticked"
    ids = ids_in(request, "pick", archives.AT_ONCE + 1) if ticked else None
    try:
        chosen = await archives.choose(contract, filters.asked, ids)
    except archives.NoArchive as refusal:
        back = address(f"{DOCUMENTS.path(contract)}", **filters.given, pick=ids or ())
        return page(request, "documents/archive.html", NoArchive(contract, refusal.much, back, ticked), 422)
    if not ticked and not archives.is_short(chosen):
        return await give(request, person, contract, Wish(Kind.ARCHIVE, filters.given), False)
    pieces = packing.archive(chosen, kit_of(request).gateways.files)
    name, plain = f"{DOCUMENTS.title} {contract.number}", f"documents-{contract.id}"
    return await attachment(person.user_id, pieces, name, plain, "zip")


router = Router("/", route_handlers=[download_archive])
