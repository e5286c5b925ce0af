"""«Акт сверки»: asking the supplier for one, and what has become of those that were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from src.domain.access import Action, GuardedContract
from src.domain.reconciliations import MOST_OPEN, Fault, Request
from src.services.documents import reconciling
from src.web.front import (
    MISSING,
    AnyRequest,
    Form,
    FormErrors,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    post,
    read_form,
    see_other,
)
from src.web.front import contract as guarded
from src.web.list_form import Day
from src.web.queries import address, id_in, text_in

PATH = "/contracts/{contract_id:int}/documents/reconciliation"
FAULTS = {
    Fault.REVERSED: ("until", "Период кончается раньше, чем начинается: поменяйте даты местами"),
    Fault.FUTURE: ("until", "Этот день ещё не наступил: сверка возможна по сегодняшний день"),
    Fault.TOO_LONG: ("since", "Период длиннее трёх лет: разделите его на несколько запросов"),
}
MANY = f"По договору уже ждут ответа запросы: {MOST_OPEN}. Дождитесь актов по ним, потом запросите новый."


class PeriodForm(Form):
    since: Day = None
    until: Day = None


@dataclass(frozen=True, slots=True)
class ReconciliationPage:
    """`said`: what has become of what was just asked; `later`: address of older requests, '' where there are none."""

    contract: GuardedContract
    requests: Sequence[Request]
    later: str
    said: str = ""
    typed: FormErrors = field(default_factory=FormErrors)


def path_of(contract: GuardedContract) -> str:
    return f"/contracts/{contract.id}/documents/reconciliation"


async def _shown(request: AnyRequest, contract: GuardedContract, typed: FormErrors, status: int = 200) -> Response[str]:
    found = await reconciling.list_requests(contract, id_in(request, "after"))
    later = address(path_of(contract), after=found.after) if found.after else ""
    it = ReconciliationPage(contract, found.rows, later, text_in(request, "said"), typed)
    return page(request, "documents/reconciliation.html", it, status)


@get(PATH, dependencies=guarded(Action.PAY))
async def show_reconciliation(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    return await _shown(request, contract, _usual(_today(request, person)))


@post(PATH, dependencies=guarded(Action.PAY), status_code=200)
async def ask_reconciliation(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    form, typed = await read_form(request, PeriodForm)
    for name in ("since", "until") if form else ():
        typed = typed if getattr(form, name) else typed.wrong(name, MISSING)
    if form is None or form.since is None or form.until is None:
        return await _shown(request, contract, typed, 422)
    try:
        new = await reconciling.ask(person.actor, contract, form.since, form.until, _today(request, person))
    except reconciling.Refused as refused:
        return await _shown(request, contract, typed.wrong(*FAULTS[refused.fault]), 422)
    except reconciling.TooMany:
        return await _shown(request, contract, typed.wrong("", MANY), 422)
    return see_other(request, address(path_of(contract), said="asked" if new else "known"))


def _today(request: AnyRequest, person: SignedIn) -> date:
    return person.now.astimezone(kit_of(request).settings.time_zone).date()


def _usual(today: date) -> FormErrors:
    """From the beginning of the year to the end of the last month."""
    until = today.replace(day=1) - timedelta(days=1)
    return FormErrors({"since": f"{until:%Y}-01-01", "until": until.isoformat()})


router = Router("/", route_handlers=[show_reconciliation, ask_reconciliation])
