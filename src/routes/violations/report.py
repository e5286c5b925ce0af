"""«Сообщить о нарушении»: a report is written, looked over, sent once."""

from src.domain.access import Action, GuardedContract
from src.domain.statements import Statement
from src.routes.attached import LARGEST_BODY
from src.routes.violations import settling, taking
from src.routes.violations.writing import reporting
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, post, see_other
from src.web.front import contract as guarded
from src.web.queries import text_in

PATH = "/contracts/{contract_id:int}/violations/report"
Guarded = NamedDependency[GuardedContract]
Person = NamedDependency[SignedIn]


@get(PATH, dependencies=guarded(Action.OBJECT))
async def show_report_form(request: AnyRequest, person: Person, contract: Guarded) -> Response[str]:
    return await taking.show(await reporting(request, person, contract), text_in(request, "said"))


@post(PATH, dependencies=guarded(Action.OBJECT), request_max_body_size=LARGEST_BODY)
async def write_report(request: AnyRequest, person: Person, contract: Guarded) -> Response[str]:
    return await taking.take(await reporting(request, person, contract))


@post(PATH + "/save", dependencies=guarded(Action.OBJECT))
async def keep_report(request: AnyRequest, person: Person, contract: Guarded) -> Response[str]:
    return await taking.keep(await reporting(request, person, contract))


@get(PATH + "/review", dependencies=guarded(Action.OBJECT))
async def review_report(request: AnyRequest, person: Person, contract: Guarded) -> Response[str]:
    return await settling.review(await reporting(request, person, contract))


@post(PATH + "/send", dependencies=guarded(Action.OBJECT))
async def send_report(request: AnyRequest, person: Person, contract: Guarded) -> Response[str]:
    writing = await reporting(request, person, contract)
    sent = await settling.send(writing)
    return see_other(request, f"{writing.acts}/reports/{sent.id}?said=sent") if isinstance(sent, Statement) else sent


router = Router("/", route_handlers=[show_report_form, write_report, keep_report, review_report, send_report])
