"""Files of several documents as an archive: those that were ticked, or all that the filters find."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.documents import Document
from src.domain.enclosures import MEDIA
from src.domain.orders import Kind, Wish
from src.gateways.files.files import FilesDown
from src.routes.giving import give
from src.routes.listing.documents import DOCUMENTS
from src.services.documents import archives, files
from src.web.attachment import attachment, down
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    refuse_ahead,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import ids_in
from src.web.sending import sent


@dataclass(frozen=True, slots=True)
class NoArchive:
    """Why there is none: `much` was chosen, or nothing of it has a file; `back`: the list."""

    contract: GuardedContract
    much: bool
    back: str
    most: int = archives.MOST
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
    try:
        chosen = await (_ticked(request, contract) if ticked else archives.selection(contract, filters.asked))
    except archives.TooMuch:
        return page(request, "documents/archive.html", NoArchive(contract, True, filters.address()), 422)
    if not chosen:
        return page(request, "documents/archive.html", NoArchive(contract, False, filters.address()), 422)
    if ticked or archives.is_short(chosen):
        return await _sent(request, person, contract, chosen)
    return await give(request, person, contract, Wish(Kind.ARCHIVE, filters.given), False)


async def _ticked(request: AnyRequest, contract: GuardedContract) -> Sequence[Document]:
    """Raises TooMuch."""
    chosen = await files.picked(contract, ids_in(request, "pick", archives.AT_ONCE))
    archives.refuse_much(chosen)
    return chosen


async def _sent(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, chosen: Sequence[Document]
) -> Response[bytes]:
    try:
        pieces = await sent(person.user_id, files.archive(chosen, kit_of(request).gateways.files))
    except FilesDown as error:
        raise down(error) from error
    return attachment(pieces, MEDIA["zip"], f"Документы {contract.number}.zip", f"documents-{contract.id}.zip")


router = Router("/", route_handlers=[download_archive])
