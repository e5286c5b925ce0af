"""«Возражение»: written about an act, looked over, sent once, withdrawn."""

from src.domain.access import Action, GuardedContract
from src.domain.statements import Statement
from src.routes.attached import LARGEST_BODY
from src.routes.violations import settling, taking
from src.routes.violations.views import act_of
from src.routes.violations.writing import Writing, objecting
from src.services.statements import reading
from src.web.front import AnyRequest, FromPath, NamedDependency, Response, Router, SignedIn, get, post, see_other
from src.web.front import contract as guarded
from src.web.queries import text_in

PATH = "/contracts/{contract_id:int}/violations/{act_id:int}/objection"
Guarded = NamedDependency[GuardedContract]
Person = NamedDependency[SignedIn]
ActId = FromPath[int]


async def _writing(request: AnyRequest, person: SignedIn, contract: GuardedContract, act_id: int) -> Writing:
    return await objecting(request, person, contract, await act_of(contract, act_id))


@get(PATH, dependencies=guarded(Action.OBJECT))
async def show_objection(request: AnyRequest, person: Person, contract: Guarded, act_id: ActId) -> Response[str]:
    return await taking.show(await _writing(request, person, contract, act_id), text_in(request, "said"))


@post(PATH, dependencies=guarded(Action.OBJECT), request_max_body_size=LARGEST_BODY)
async def write_objection(request: AnyRequest, person: Person, contract: Guarded, act_id: ActId) -> Response[str]:
    return await taking.take(await _writing(request, person, contract, act_id))


@post(PATH + "/save", dependencies=guarded(Action.OBJECT))
async def keep_objection(request: AnyRequest, person: Person, contract: Guarded, act_id: ActId) -> Response[str]:
    return await taking.keep(await _writing(request, person, contract, act_id))


@get(PATH + "/review", dependencies=guarded(Action.OBJECT))
async def review_objection(request: AnyRequest, person: Person, contract: Guarded, act_id: ActId) -> Response[str]:
    return await settling.review(await _writing(request, person, contract, act_id))


@post(PATH + "/send", dependencies=guarded(Action.OBJECT))
async def send_objection(request: AnyRequest, person: Person, contract: Guarded, act_id: ActId) -> Response[str]:
    writing = await _writing(request, person, contract, act_id)
    sent = await settling.send(writing)
    return see_other(request, f"{writing.acts}/{act_id}?said=sent") if isinstance(sent, Statement) else sent


@post(PATH + "/withdraw", dependencies=guarded(Action.OBJECT))
async def withdraw_objection(request: AnyRequest, person: Person, contract: Guarded, act_id: ActId) -> Response[str]:
    there = await reading.objection_to(contract, (await act_of(contract, act_id)).line.id)
    path = f"/contracts/{contract.id}/violations/{act_id}"
    if there is None:
        return see_other(request, path)
    return await settling.withdraw(request, person, contract, there, path)


router = Router(
    "/",
    route_handlers=[
        show_objection,
        write_objection,
        keep_objection,
        review_objection,
        send_objection,
        withdraw_objection,
    ],
)
