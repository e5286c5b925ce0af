"""The file of one document, for download."""

from src.domain.access import Action, GuardedContract
from src.domain.enclosures import MEDIA
from src.gateways.files.files import FilesDown
from src.services.documents import files
from src.web.attachment import attachment, down
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    refuse_ahead,
)
from src.web.front import contract as guarded
from src.web.sending import cut, sent


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
        data = await files.read(document, kit_of(request).gateways.files)
        pieces = await sent(person.user_id, cut(data))
    except files.NoSuchDocument as error:
        raise NotFoundException from error
    except FilesDown as error:
        raise down(error) from error
    ending = document.enclosure.ending
    name = f"{files.file_name(document)}.{ending}"
    return attachment(pieces, MEDIA[ending], name, f"document-{contract.id}-{document.id}.{ending}")


router = Router("/", route_handlers=[download_document])
