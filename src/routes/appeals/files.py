"""Files of appeals: those that clients joined, and those that came with answers."""

from src.domain.access import Action, GuardedContract
from src.domain.appeals import DRAFT, SENT
from src.domain.attachments import Thing
from src.domain.enclosures import MEDIA
from src.routes.appeals.making import draft_page
from src.routes.attached_files import file_answer, give_joined, giving_files
from src.services.appeals import answer_files
from src.web.front import AnyRequest, FromPath, NamedDependency, NotFoundException, Response, Router, get, kit_of
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/appeals"


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


@get(PATH + "/{appeal_id:int}/{attachment_id:int}/file", dependencies=guarded(Action.APPEAL))
async def give_file(
    request: AnyRequest,
    contract: NamedDependency[GuardedContract],
    appeal_id: FromPath[int],
    attachment_id: FromPath[int],
) -> Response[bytes]:
    return await give_joined(request, contract, Thing(SENT, appeal_id), attachment_id)


@get(PATH + "/{appeal_id:int}/answers/{answer_id:int}/file", dependencies=guarded(Action.APPEAL))
async def give_answer_file(
    request: AnyRequest,
    contract: NamedDependency[GuardedContract],
    appeal_id: FromPath[int],
    answer_id: FromPath[int],
) -> Response[bytes]:
    files = kit_of(request).gateways.files
    try:
        with giving_files(request):
            name, data = await answer_files.read(contract, files, appeal_id, answer_id)
    except answer_files.NoSuchAnswer as error:
        raise NotFoundException from error
    ending = name.rpartition(".")[2].lower()
    return file_answer(data, name, f"answer-{answer_id}.{ending}", MEDIA[ending])


router = Router("/", route_handlers=[give_draft_file, give_file, give_answer_file])
