"""«Запросы на доступ»: an administrator answers those who asked to be linked."""

from dataclasses import dataclass
from typing import Literal

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath

from src.domain.access import Action, GuardedContract, Role
from src.routes.linking import desk_of
from src.services import link_requests as service
from src.web import forms, guards, pages, visitor


class AnswerForm(forms.Form):
    answer: Literal["confirm", "decline"]
    role: Role = Role.VIEWER


@dataclass(frozen=True, slots=True)
class Requests:
    """`said` tells what became of the last one; `gone`: it had been answered already."""

    contract: GuardedContract
    waiting: tuple[service.LinkRequest, ...]
    said: str = ""
    gone: bool = False


async def _answered(
    request: pages.AnyRequest, contract: GuardedContract, said: str = "", gone: bool = False, status: int = 200
) -> Response[str]:
    view = Requests(contract, tuple(await service.waiting(contract)), said, gone)
    return await pages.fragments(
        request, [("contracts/requests.html", view)], page=("contracts/requests.html", view), status=status
    )


@get("/contracts/{contract_id:int}/requests", dependencies=guards.contract(Action.MANAGE))
async def show_requests(request: pages.AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await _answered(request, contract)


@post(
    "/contracts/{contract_id:int}/requests/{request_id:int}",
    dependencies=guards.contract(Action.MANAGE, fresh=True),
    status_code=200,
)
async def answer_request(
    request: pages.AnyRequest,
    person: NamedDependency[visitor.SignedIn],
    contract: NamedDependency[GuardedContract],
    request_id: FromPath[int],
) -> Response[str]:
    form, _ = await forms.read_form(request, AnswerForm)
    if form is None:
        raise HTTPException(status_code=422)
    desk = desk_of(request)
    try:
        if form.answer == "confirm":
            asked = await service.confirm(desk, person.actor, contract, request_id, form.role)
            return await _answered(request, contract, f"{asked.name}: доступ открыт, письмо отправлено.")
        asked = await service.decline(desk, person.actor, contract, request_id)
    except service.NoSuchRequest:
        return await _answered(request, contract, gone=True, status=404)
    return await _answered(request, contract, f"{asked.name}: в доступе отказано, письмо отправлено.")


router = Router("/", route_handlers=[show_requests, answer_request])
