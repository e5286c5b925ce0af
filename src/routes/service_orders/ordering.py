"""A service is ordered: the form, the looking over, «Заказать»."""

from src.domain.access import Action, GuardedContract
from src.domain.phones import phone_out
from src.routes.readings.making import office_of
from src.routes.service_orders.catalogue import today_of, vat_of
from src.routes.service_orders.form import OrderForm, agreed_in, refused, seeks_place
from src.routes.service_orders.views import FormPage, ReviewPage, catalogue_address, path_of
from src.services import personal_data
from src.services.service_orders import offering, placing
from src.web.front import (
    AnyRequest,
    FormErrors,
    FromPath,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    check_form,
    get,
    page,
    post,
    read_fields,
    see_other,
)
from src.web.front import contract as guarded

REVIEW = "service_orders/review.html"


@get("/contracts/{contract_id:int}/services/catalogue/{service_id:int}", dependencies=guarded(Action.PAY))
async def show_form(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    service_id: FromPath[int],
) -> Response[str]:
    known = await personal_data.load(person.user_id)
    typed = FormErrors({"quantity": "1", "phone": phone_out(known.phone)})
    return await _form(request, person, contract, service_id, typed, 200)


@post(
    "/contracts/{contract_id:int}/services/catalogue/{service_id:int}",
    dependencies=guarded(Action.PAY),
    status_code=200,
)
async def look_over(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    service_id: FromPath[int],
) -> Response[str]:
    """Nothing is written: reload and Back are safe. `act`: a place is sought, or something is to be changed."""
    fields = await read_fields(request)
    form, typed = check_form(fields, OrderForm)
    if fields.get("act") == "change" or seeks_place(fields):
        return await _form(request, person, contract, service_id, FormErrors(typed.values), 200)
    if form is None:
        return await _form(request, person, contract, service_id, typed, 422)
    try:
        made = await offering.offer(contract, form.wish(service_id), today_of(request, person))
    except offering.NoSuchService:
        return _gone(request, contract)
    except offering.Refused as refusal:
        return await _form(request, person, contract, service_id, refused(typed, refusal), 422)
    return page(request, REVIEW, ReviewPage(contract, made, typed, agreed_in({}).key))


@post(
    "/contracts/{contract_id:int}/services/catalogue/{service_id:int}/order",
    dependencies=guarded(Action.PAY),
    status_code=200,
)
async def place(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    service_id: FromPath[int],
) -> Response[str]:
    fields = await read_fields(request)
    form, typed = check_form(fields, OrderForm)
    if form is None:
        return await _form(request, person, contract, service_id, typed, 422)
    agreed = agreed_in(fields)
    try:
        outcome = await placing.place(person.actor, contract, office_of(request), form.wish(service_id), agreed)
    except offering.NoSuchService:
        return _gone(request, contract)
    except offering.Refused as refusal:
        return await _form(request, person, contract, service_id, refused(typed, refusal), 422)
    if isinstance(outcome, int):
        return see_other(request, f"{path_of(contract)}/{outcome}?said=ordered")
    before = "" if outcome.alike else agreed.seen
    shown = ReviewPage(contract, outcome.offer, typed, agreed.key, before, outcome.alike)
    return page(request, REVIEW, shown, status=409)


def _gone(request: AnyRequest, contract: GuardedContract) -> Response[str]:
    return see_other(request, f"{catalogue_address(contract)}?said=gone")


async def _form(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, service_id: int, typed: FormErrors, status: int
) -> Response[str]:
    """With what was typed; a service that is gone leads back to the catalogue, which says so."""
    today = today_of(request, person)
    try:
        service = await offering.find_service(service_id)
    except offering.NoSuchService:
        return _gone(request, contract)
    choice = await offering.choice(contract, service, typed.value("q"), today)
    shown = FormPage(contract, await vat_of(request, person), service, choice, typed)
    return page(request, "service_orders/form.html", shown, status)


router = Router("/", route_handlers=[show_form, look_over, place])
