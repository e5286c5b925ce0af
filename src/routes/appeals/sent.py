"""Appeals that were sent: the list with its files, one of them with the conversation, withdrawing."""

from src.domain.access import Action, GuardedContract
from src.routes.appeals.views import AppealPage, AppealsPage
from src.routes.list_answers import found_in, give_csv, give_workbook, show_total
from src.routes.listing.appeals import APPEALS
from src.services.appeals import drafts, sent
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Part,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    page,
    post,
    read_fields,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in

PATH = "/contracts/{contract_id:int}/appeals"
ONE = PATH + "/{appeal_id:int}"


@get(PATH, dependencies=guarded(Action.APPEAL))
async def show_appeals(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    filters = APPEALS.filters(contract, request.query_params)
    view = await found_in(request, contract, APPEALS, filters)

    async def whole() -> Part:
        own = await drafts.list_of(contract)
        return "appeals/list.html", AppealsPage(contract, view, own, text_in(request, "said"))

    return await fragments(request, [("appeals/list.html", view)], whole, 422 if filters.form is None else 200)


@get(PATH + "/totals", dependencies=guarded(Action.APPEAL))
async def show_appeals_total(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_total(request, contract, APPEALS)


@get(PATH + ".csv", dependencies=guarded(Action.APPEAL))
async def export_appeals(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await give_csv(request, contract, APPEALS)


@get(PATH + ".xlsx", dependencies=guarded(Action.APPEAL))
async def export_appeals_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await give_workbook(request, person, contract, APPEALS)


@get(ONE, dependencies=guarded(Action.APPEAL))
async def show_appeal(
    request: AnyRequest, contract: NamedDependency[GuardedContract], appeal_id: FromPath[int]
) -> Response[str]:
    try:
        found = await sent.show(contract, appeal_id)
    except sent.NoSuchAppeal as error:
        raise NotFoundException from error
    return page(request, "appeals/one.html", AppealPage(contract, found, text_in(request, "said")))


@post(ONE + "/withdraw", dependencies=guarded(Action.APPEAL))
async def withdraw_appeal(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    appeal_id: FromPath[int],
) -> Response[str]:
    await read_fields(request)
    said = "withdrawn"
    try:
        await sent.withdraw(person.actor, contract, appeal_id)
    except sent.NoSuchAppeal as error:
        raise NotFoundException from error
    except sent.NotTheirs:
        said = "others"
    except sent.Settled:
        said = "settled"
    return see_other(request, f"/contracts/{contract.id}/appeals/{appeal_id}?said={said}")


router = Router(
    "/",
    route_handlers=[
        show_appeals,
        show_appeals_total,
        export_appeals,
        export_appeals_workbook,
        show_appeal,
        withdraw_appeal,
    ],
)
