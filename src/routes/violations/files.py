"""Files of objections and photos of reports, as files; those of a draft for its writer alone."""

from typing import Any

from src.domain.access import Action, GuardedContract
from src.domain.statements import Statement, Subject
from src.routes.attached_files import give_joined
from src.routes.violations.reports import report_of
from src.routes.violations.views import act_of
from src.services.statements import drafting, reading
from src.services.statements.files import thing_of
from src.web.front import AnyRequest, FromPath, NamedDependency, NotFoundException, Response, Router, get
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/violations"
Guarded = NamedDependency[GuardedContract]


async def _give(
    request: AnyRequest, contract: GuardedContract, attachment_id: int, *those: Statement | None
) -> Response[Any]:
    """Of the first of those that has it."""
    for it in filter(None, those):
        try:
            return await give_joined(request, contract, thing_of(it), attachment_id)
        except NotFoundException:
            continue
    raise NotFoundException


@get(PATH + "/{act_id:int}/objection/files/{objection_file_id:int}/file", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def give_file_of_objection(
    request: AnyRequest, contract: Guarded, act_id: FromPath[int], objection_file_id: FromPath[int]
) -> Response[Any]:
    number = (await act_of(contract, act_id)).line.id
    draft, there = await drafting.find(contract, Subject(number)), await reading.objection_to(contract, number)
    return await _give(request, contract, objection_file_id, there, draft)


@get(PATH + "/report/files/{draft_photo_id:int}/file", dependencies=guarded(Action.OBJECT))
async def give_photo_of_draft(request: AnyRequest, contract: Guarded, draft_photo_id: FromPath[int]) -> Response[Any]:
    return await _give(request, contract, draft_photo_id, await drafting.find(contract, Subject()))


@get(PATH + "/reports/{report_id:int}/files/{report_photo_id:int}/file", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def give_photo_of_report(
    request: AnyRequest, contract: Guarded, report_id: FromPath[int], report_photo_id: FromPath[int]
) -> Response[Any]:
    return await _give(request, contract, report_photo_id, await report_of(contract, report_id))


router = Router("/", route_handlers=[give_file_of_objection, give_photo_of_draft, give_photo_of_report])
