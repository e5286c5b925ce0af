"""«Отправить в расчёт» of readings for the period's beginning: what stands in the way, or their receipt."""

from src.domain.access import Action, GuardedContract
from src.domain.sheets import Kind
from src.routes.readings.form import asked_in, cells_of, read_sheet_form
from src.routes.readings.making import head_of, office_of
from src.routes.readings.opening import saved_answer, shut_answer
from src.routes.readings.opening_views import filters_in, make_page, review_of
from src.services.readings import review, saving, sending, sheet, submitting
from src.web.front import (
    AnyRequest,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    post,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in


@get("/contracts/{contract_id:int}/readings/opening/submit", dependencies=guarded(Action.SUBMIT))
async def show_opening_review(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    head = await head_of(request, contract, person)
    try:
        found = await review.show_review(person.actor, contract, kit_of(request).settings, head.period, Kind.OPENING)
    except sheet.WindowShut:
        return see_other(request, filters_in(request, contract, head).here())
    return page(request, "readings/review.html", review_of(request, contract, found, text_in(request, "key")))


@post("/contracts/{contract_id:int}/readings/opening/submit", dependencies=guarded(Action.SUBMIT))
async def send_openings(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """What the form holds is saved first, so that nothing typed is lost without JavaScript."""
    head = await head_of(request, contract, person)
    fields = await read_sheet_form(request)
    cells, asked = cells_of(fields), asked_in(fields, head.period).of_openings()
    try:
        outcome = await submitting.submit(person.actor, contract, office_of(request), head, asked, cells)
    except sheet.WindowShut:
        return await shut_answer(request, contract, head, cells)
    except saving.UnknownRegister as error:
        raise NotFoundException from error
    except (sending.NothingToSend, sending.Busy) as refusal:
        return await _not_sent(request, contract, head, refusal)
    if isinstance(outcome, saving.Saved):
        return await saved_answer(request, contract, head, outcome)
    if isinstance(outcome, str):
        return see_other(request, f"/contracts/{contract.id}/receipts/{outcome}?said=sent")
    if outcome.mistakes:
        return page(request, "readings/review.html", review_of(request, contract, outcome, asked.key), status=422)
    said = "changed" if asked.agreed else ""
    return see_other(request, filters_in(request, contract, head).review(asked.key, said))


async def _not_sent(
    request: AnyRequest, contract: GuardedContract, head: sheet.Head, refusal: sending.NothingToSend | sending.Busy
) -> Response[str]:
    if isinstance(refusal, sending.NothingToSend) and refusal.number:
        return see_other(request, f"/contracts/{contract.id}/receipts/{refusal.number}?said=known")
    said = "busy" if isinstance(refusal, sending.Busy) else "nothing"
    return page(request, "readings/opening.html", await make_page(request, contract, head, said), status=422)


router = Router("/", route_handlers=[show_opening_review, send_openings])
