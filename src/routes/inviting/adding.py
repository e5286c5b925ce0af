"""The first step: role, last day, address, «Найти»."""

from collections.abc import Mapping

from src.domain.access import Action, GuardedContract
from src.domain.members import Terms, end_of
from src.routes.inviting.forms import AddForm, chosen, wrong_day
from src.routes.inviting.views import add_page, sought_page
from src.services.captcha import NotProved
from src.services.inviting import seeking
from src.services.throttling import TooSoon
from src.web import front, robot, words
from src.web.front import AnyRequest, FormErrors, NamedDependency, Response, SignedIn, kit_of

ADD = "/contracts/{contract_id:int}/access/add"
ONESELF = "Это ваш логин: доступ к договору у вас уже есть. Укажите почту другого человека"
KNOWN = "У этого пользователя доступ уже есть. Роль и срок меняют в «Управлении доступом»"
NOTHING = "Этими договорами вы больше не управляете. Откройте «Управление доступом» того, которым управляете"
INVITED = "Этот адрес уже приглашён. Отправьте письмо ещё раз или отзовите приглашение в «Управлении доступом»"


@front.get(ADD, dependencies=front.contract(Action.MANAGE))
async def show(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    ids = chosen(contract.id, request.query_params.getall("contracts", []))
    return await add_page(request, person, contract, ids, FormErrors({"role": "viewer"}), status=200)


@front.post(ADD, dependencies=front.contract(Action.MANAGE))
async def seek(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    fields = await front.read_fields(request)
    form, typed = front.check_form(fields, AddForm)
    ids = chosen(contract.id, [fields.get("contracts", "")])
    zone = kit_of(request).settings.time_zone
    if form and (late := wrong_day(form.until, person.now.astimezone(zone))):
        form, typed = None, typed.wrong("until", late)
    if form is None:
        return await add_page(request, person, contract, ids, typed)
    if "other" in fields:
        puzzle = robot.new_robot(request, seeking.FORM, person.now, by_picture=True)
        return await add_page(request, person, contract, ids, typed, puzzle, 200)
    wanted = seeking.Wanted(ids, Terms(form.role, end_of(form.until, zone) if form.until else None), form.email)
    return await _sought(request, person, contract, wanted, typed, fields)


async def _sought(
    request: AnyRequest,
    person: SignedIn,
    contract: GuardedContract,
    wanted: seeking.Wanted,
    typed: FormErrors,
    fields: Mapping[str, str],
) -> Response[str]:
    ids, puzzle = wanted.contract_ids, None
    try:
        sought = await seeking.seek(kit_of(request).account, person.actor, contract, wanted, fields)
    except NotProved as refusal:
        puzzle = robot.after(request, seeking.FORM, person.now, refusal, bool(fields.get("code")))
        return await add_page(request, person, contract, ids, typed, puzzle)
    except TooSoon as soon:
        late = typed.wrong("", words.wait(soon.seconds))
        return await add_page(request, person, contract, ids, late, status=429)
    if why := refused(sought):
        return await add_page(request, person, contract, ids, typed.wrong("email", why))
    return sought_page(request, contract, sought, FormErrors())


def refused(sought: seeking.Sought) -> str:
    """Why nothing can be granted to whoever has this address; '' where something can."""
    if sought.oneself:
        return ONESELF
    if sought.managed:
        return ""
    if sought.known:
        return KNOWN
    return INVITED if sought.waiting else NOTHING
