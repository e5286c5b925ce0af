"""«Отправить в расчёт»: the review of what stands in the way, or the receipt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException

from src.domain.access import Action, GuardedContract
from src.routes.readings.form import cells_of, read_sheet_form
from src.routes.readings.making import make_sheet
from src.routes.readings.sheet import head_of, saved_answer, shut_answer
from src.routes.readings.views import Filters, new_key
from src.services.readings import saving, sending
from src.services.readings.sheet import Head
from src.services.readings.submitting import submit
from src.web.guards import contract as guarded
from src.web.kit import kit_of
from src.web.pages import page, see_other
from src.web.queries import id_of
from src.web.visitor import SignedIn

AnyRequest = Request[Any, Any, Any]
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What must be put right, or agreed to with «Отправить заполненные»."""

    contract: GuardedContract
    filters: Filters
    review: sending.Review
    key: str


@post("/contracts/{contract_id:int}/readings/submit", dependencies=guarded(Action.SUBMIT))
async def send_sheet(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    head = await head_of(request, contract, person)
    fields = await read_sheet_form(request)
    cells = cells_of(fields)
    kit = kit_of(request)
    key = fields.get("key", "") if _KEY.fullmatch(fields.get("key", "")) else new_key()
    asked = sending.Asked(head.period, key, id_of(fields.get("agreed", "")) or None)
    office = sending.Office(kit.settings, kit.account.letters)
    try:
        outcome = await submit(person.actor, contract, office, head, asked, cells)
    except saving.WindowShut:
        return await shut_answer(request, contract, head, cells)
    except saving.UnknownRegister as error:
        raise NotFoundException from error
    except (sending.NothingToSend, sending.Busy) as refusal:
        return await _not_sent(request, contract, head, refusal)
    if isinstance(outcome, saving.Saved):
        return await saved_answer(request, contract, person, outcome)
    if isinstance(outcome, sending.Review):
        it = ReviewPage(contract, Filters(contract.id, head.period), outcome, key)
        return page(request, "readings/review.html", it, status=422 if outcome.mistakes else 200)
    return see_other(request, f"/contracts/{contract.id}/receipts/{outcome}?said=sent")


async def _not_sent(
    request: AnyRequest, contract: GuardedContract, head: Head, refusal: sending.NothingToSend | sending.Busy
) -> Response[str]:
    if isinstance(refusal, sending.NothingToSend) and refusal.number:
        return see_other(request, f"/contracts/{contract.id}/receipts/{refusal.number}?said=known")
    said = "busy" if isinstance(refusal, sending.Busy) else "nothing"
    return page(request, "readings/sheet.html", await make_sheet(request, contract, head, said), status=422)


router = Router("/", route_handlers=[send_sheet])
