"""The file of one document, for download."""

from src.domain.access import Action, GuardedContract
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


@get("/contracts/{contract_id:int}/documents/{document_id:int}/file", dependencies=guarded(Action.VIEW_MONEY))
async def download_document(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    document_id: FromPath[int],
) -> Response[bytes]:
    refuse_ahead(request)
    try:
        document = await files.find(contract, document_id)
        pieces = files.pieces(document.enclosure, kit_of(request).gateways.files)
        name, plain = files.file_name(document), f"document-{contract.id}-{document.id}"
        return await attachment(person.user_id, pieces, name, plain, document.enclosure.ending)
    except files.NoSuchDocument as error:
        raise NotFoundException from error


router = Router("/", route_handlers=[download_document])
