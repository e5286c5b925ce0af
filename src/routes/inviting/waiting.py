"""The invitations that wait at a contract: codes, another letter, another code, withdrawing."""

from dataclasses import dataclass

from pydantic import Field

from src.domain.access import Action, GuardedContract
from src.services.inviting import waiting as service
from src.services.inviting.waiting import Act
from src.services.throttling import TooSoon
from src.web import front, link_token, queries, words
from src.web.front import AnyRequest, Form, NamedDependency, Response, SignedIn, kit_of

HERE = "/contracts/{contract_id:int}/access/invitations"
SAID = {
    "invited": "Приглашение отправлено. Скажите человеку код подтверждения: он показан ниже.",
    Act.RESEND: "Письмо отправлено ещё раз, ссылка в нём действует 72 часа. Код остался прежним.",
    Act.CODE: "Новый код готов, прежний больше не подходит. Скажите его человеку.",
    Act.WITHDRAW: "Приглашение отозвано.",
    Act.WITHDRAW_ALL: "Приглашение отозвано для всех договоров.",
}
GONE = "Этого приглашения больше нет: его приняли, отклонили или отозвали."
NOT_WHOLE = "Приглашение открывает и договоры, которыми вы не управляете: отправляет и меняет код тот, кто пригласил."
OVERTAKEN = "С приглашением уже что-то сделали. Проверьте, как оно выглядит теперь."


class ActForm(Form):
    act: Act
    version: int = Field(ge=0, le=10**9)


@dataclass(frozen=True, slots=True)
class Invitations:
    """`said` tells what was done, `trouble` why nothing was; `link` leads to adding somebody."""

    contract: GuardedContract
    waiting: tuple[service.Shown, ...]
    said: str = ""
    trouble: str = ""


async def invitations(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, said: str = "", trouble: str = ""
) -> Invitations:
    """What partials/members/invitations.html shows."""
    found = await service.waiting(kit_of(request).account, contract, person.now)
    return Invitations(contract, tuple(found), said, trouble)


@front.get(HERE, dependencies=front.contract(Action.MANAGE))
async def show(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    said = SAID.get(queries.text_in(request, "said"), "")
    return await _answer(request, await invitations(request, person, contract, said), 200)


@front.post(f"{HERE}/{{invitation_id:int}}", dependencies=front.contract(Action.MANAGE, fresh=True), status_code=200)
async def act(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    invitation_id: front.FromPath[int],
) -> Response[str]:
    form, _ = await front.read_form(request, ActForm)
    if form is None:
        raise front.HTTPException(status_code=422)
    said, trouble, status = "", "", 200
    try:
        await service.act(kit_of(request).account, person.actor, contract, invitation_id, form.act, form.version)
        said = SAID[form.act]
    except service.Gone:
        trouble, status = GONE, 404
    except service.NotWhole:
        trouble, status = NOT_WHOLE, 422
    except service.Overtaken:
        trouble = OVERTAKEN
    except TooSoon as soon:
        trouble, status = words.wait(soon.seconds), 429
    return await _answer(request, await invitations(request, person, contract, said, trouble), status)


async def _answer(request: AnyRequest, view: Invitations, status: int) -> Response[str]:
    """The codes lie in no cache."""
    parts, page = [("members/invitations.html", view)], ("inviting/waiting.html", view)
    return link_token.for_one(await front.fragments(request, parts, page=page, status=status))
