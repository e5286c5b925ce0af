"""Files of appeals: those that clients joined, and those that came with answers."""

from typing import Any

from src.domain.access import Action, GuardedContract
from src.domain.appeals import DRAFT, SENT
from src.domain.attachments import Thing
from src.routes.appeals.making import draft_page
from src.routes.attached_files import give_joined, give_kept
from src.services.appeals import answer_files
from src.web.front import AnyRequest, FromPath, NamedDependency, NotFoundException, Response, Router, get
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/appeals"


@get(PATH + "/drafts/{draft_id:int}/{joined_id:int}/file", dependencies=guarded(Action.APPEAL))
async def give_draft_file(
    request: AnyRequest,
    contract: NamedDependency[GuardedContract],
    draft_id: FromPath[int],
    joined_id: FromPath[int],
) -> Response[Any]:
    """A draft is its writer's alone."""
    await draft_page(contract, draft_id, "")
    return await give_joined(request, contract, Thing(DRAFT, draft_id), joined_id)


@get(PATH + "/{appeal_id:int}/{attachment_id:int}/file", dependencies=guarded(Action.APPEAL))
async def give_file(
    request: AnyRequest,
    contract: NamedDependency[GuardedContract],
    appeal_id: FromPath[int],
    attachment_id: FromPath[int],
) -> Response[Any]:
    return await give_joined(request, contract, Thing(SENT, appeal_id), attachment_id)


@get(PATH + "/{appeal_id:int}/answers/{answer_id:int}/file", dependencies=guarded(Action.APPEAL))
async def give_answer_file(
    request: AnyRequest,
    contract: NamedDependency[GuardedContract],
    appeal_id: FromPath[int],
    answer_id: FromPath[int],
) -> Response[Any]:
    try:
        name, kept = await answer_files.find(contract, appeal_id, answer_id)
    except answer_files.NoSuchAnswer as error:
        raise NotFoundException from error
    return await give_kept(request, contract, kept.file, kept.size, name, f"answer-{answer_id}")


router = Router("/", route_handlers=[give_draft_file, give_file, give_answer_file])
