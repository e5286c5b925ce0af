"""«Загрузить Excel файл»: the workbook comes up, its outcome, the same workbook in red."""

from src.domain.access import Action, GuardedContract
from src.routes.readings.making import head_of
from src.routes.readings.mistake_words import MistakeWords
from src.routes.readings.upload_form import coming
from src.routes.readings.upload_views import find_upload, make_outcome
from src.routes.readings.upload_words import NOT_TAKEN
from src.routes.readings.workbook import HANDLERS, page_of
from src.services.readings import marking, uploading, uploads
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    kit_of,
    page,
    post,
    refuse_ahead,
    see_other,
    xlsx_answer,
)
from src.web.front import contract as guarded

LARGEST_BODY = 16 * 2**20
"""More than a file may have: one that is somewhat too large is read and refused in words."""
STATUS = {
    uploading.Why.TOO_LARGE: 413,
    uploading.Why.TOO_MANY: 429,
    uploading.Why.TOO_OFTEN: 429,
    uploading.Why.SENDING: 429,
    uploading.Why.CROWDED: 503,
}


def _files(request: AnyRequest) -> uploads.KeptFiles:
    return uploads.kept_workbooks(kit_of(request).settings)


@post(
    "/contracts/{contract_id:int}/readings/workbook",
    dependencies=guarded(Action.SUBMIT),
    request_max_body_size=LARGEST_BODY,
)
async def upload(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    head = await head_of(request, contract, person)
    try:
        uploading.refuse_shut(head)
        async with coming(request, person) as sent:
            number = await uploading.take(person.actor, contract, head, _files(request), sent)
    except uploading.NotTaken as refusal:
        shown = page_of(contract, head, wrong=NOT_TAKEN[refusal.why])
        status = STATUS.get(refusal.why, 422)
        parts = [("readings/upload.html", shown.form)]
        return await fragments(request, parts, page=("readings/workbook.html", shown), status=status)
    return see_other(request, f"/contracts/{contract.id}/readings/workbook/{number}")


@get("/contracts/{contract_id:int}/readings/workbook/{upload_id:int}", dependencies=guarded(Action.SUBMIT))
async def show_outcome(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    upload_id: FromPath[int],
) -> Response[str]:
    it = await make_outcome(request, contract, person, await find_upload(contract, upload_id))
    return await fragments(request, [("readings/outcome.html", it)], page=("readings/uploaded.html", it))


@get("/contracts/{contract_id:int}/readings/workbook/{upload_id:int}/marked", dependencies=guarded(Action.SUBMIT))
async def download_marked(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    upload_id: FromPath[int],
) -> Response[bytes] | Response[str]:
    refuse_ahead(request)
    found, kit = await find_upload(contract, upload_id), kit_of(request)
    if not found.mistakes:
        raise NotFoundException
    try:
        words, workshop = MistakeWords(kit), kit.gateways.workshop
        content = await marking.mark(person.actor, found, _files(request), workshop, words)
    except marking.NotMarked:
        it = await make_outcome(request, contract, person, found, "unmarked")
        return page(request, "readings/uploaded.html", it, status=503)
    name = f"Показания {contract.number} {found.period} с отметками"
    return xlsx_answer(content, name, f"readings-{contract.id}-{found.period}-marked")


router = Router("/", route_handlers=[*HANDLERS, upload, show_outcome, download_marked])
