"""«Отправить в расчёт»: the review of what stands in the way, or the receipt."""

from src.domain.access import Action, GuardedContract
from src.routes.readings.answers import saved_answer, shut_answer
from src.routes.readings.form import asked_in, cells_of, key_of, read_sheet_form
from src.routes.readings.making import filters_in, head_of, make_sheet, office_of, review_of
from src.services.readings import review, saving, sending, sheet, submitting
from src.web.front import (
    AnyRequest,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    page,
    post,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in


@get("/contracts/{contract_id:int}/readings/submit", dependencies=guarded(Action.SUBMIT))
async def show_review(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """A page of its own, so that reload and Back ask for nothing; what it agrees to is what it shows."""
    head = await head_of(request, contract, person)
    try:
        found = await review.show_review(person.actor, contract, office_of(request).settings, head.period)
    except sheet.WindowShut:
        return see_other(request, filters_in(request, contract, head).here())
    return page(request, "readings/review.html", review_of(request, contract, found, key_of(text_in(request, "key"))))


@post("/contracts/{contract_id:int}/readings/submit", dependencies=guarded(Action.SUBMIT))
async def send_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    """What the form holds is saved first, so that nothing typed is lost without JavaScript."""
    head = await head_of(request, contract, person)
    fields = await read_sheet_form(request)
    cells = cells_of(fields)
    asked = asked_in(fields, head.period)
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
    return page(request, "readings/sheet.html", await make_sheet(request, contract, head, said), status=422)


router = Router("/", route_handlers=[show_review, send_sheet])
