"""«Отправить в расчёт» beside a workbook in which nothing is wrong."""

from src.domain.access import Action, GuardedContract
from src.domain.uploads import Upload
from src.routes.readings.forms import SHEET, review_of
from src.routes.readings.making import filters_in, office_of
from src.routes.readings.upload_views import find_upload, make_outcome
from src.services.readings import review, sending, sheet
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    page,
    post,
    see_other,
)
from src.web.front import contract as guarded


@post("/contracts/{contract_id:int}/readings/workbook/{upload_id:int}/submit", dependencies=guarded(Action.SUBMIT))
async def submit(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    upload_id: FromPath[int],
) -> Response[str]:
    """The whole draft of the sheet, into which the workbook has gone, with one receipt: the same one for a second
    click."""
    found = await find_upload(contract, upload_id)
    if not found.right:
        return await _not_sent(request, contract, person, found, "")
    asked = sending.Asked(found.period, f"workbook-{found.id}")
    try:
        outcome = await sending.send(person.actor, contract, office_of(request), asked)
    except sheet.WindowShut:
        return await _not_sent(request, contract, person, found, "shut")
    except sending.Busy:
        return await _not_sent(request, contract, person, found, "busy")
    except sending.NothingToSend as nothing:
        if nothing.number:
            return see_other(request, f"/contracts/{contract.id}/receipts/{nothing.number}?said=known")
        return await _not_sent(request, contract, person, found, "nothing")
    return _sent(request, contract, outcome, asked)


def _sent(
    request: AnyRequest, contract: GuardedContract, outcome: str | review.Review, asked: sending.Asked
) -> Response[str]:
    if isinstance(outcome, str):
        return see_other(request, f"/contracts/{contract.id}/receipts/{outcome}?said=sent")
    if outcome.mistakes:  # of what was typed on the screen
        return page(
            request, "readings/review.html", review_of(request, contract, SHEET, outcome, asked.key), status=422
        )
    return see_other(request, filters_in(request, contract, outcome.head).review(asked.key))


async def _not_sent(
    request: AnyRequest, contract: GuardedContract, person: SignedIn, found: Upload, said: str
) -> Response[str]:
    it = await make_outcome(request, contract, person, found, said)
    return page(request, "readings/uploaded.html", it, status=422)


router = Router("/", route_handlers=[submit])
