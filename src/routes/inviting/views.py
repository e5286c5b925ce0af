"""What the pages of «Добавить пользователя» show."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.services.inviting import seeking
from src.web.front import AnyRequest, FormErrors, Response, SignedIn, page
from src.web.robot import Robot


@dataclass(frozen=True, slots=True)
class AddPage:
    """The first step. `chosen`: the contracts to which the person is added, that of the address among them."""

    contract: GuardedContract
    chosen: tuple[seeking.Managed, ...]
    typed: FormErrors
    puzzle: Robot | None = None

    @property
    def ids(self) -> str:
        return ",".join(str(each.id) for each in self.chosen)


@dataclass(frozen=True, slots=True)
class SoughtPage:
    """The second step: the person who was found, or the form for one who was not."""

    contract: GuardedContract
    sought: seeking.Sought
    typed: FormErrors

    @property
    def ids(self) -> str:
        return ",".join(str(each.id) for each in self.sought.managed)


async def add_page(
    request: AnyRequest,
    person: SignedIn,
    contract: GuardedContract,
    ids: tuple[int, ...],
    typed: FormErrors,
    puzzle: Robot | None = None,
    status: int = 422,
) -> Response[str]:
    view = AddPage(contract, await seeking.managed(person.actor, ids), typed, puzzle)
    return page(request, "inviting/add.html", view, status)


def sought_page(
    request: AnyRequest, contract: GuardedContract, sought: seeking.Sought, typed: FormErrors, status: int = 200
) -> Response[str]:
    template = "inviting/found.html" if sought.person else "inviting/register.html"
    return page(request, template, SoughtPage(contract, sought, typed), status)
