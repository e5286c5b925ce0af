"""«Профиль»: who signed in, what can be set, and the person's contracts."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.accounts import Account
from src.domain.sessions import Session
from src.services.contracts import ContractRow, Wanted, list_contracts
from src.services.personal_data import account_of
from src.web.front import AnyRequest, NamedDependency, Response, SignedIn, get, kit_of, page, signed_in

SHOWN = 10
SAID = {
    "password": "Пароль изменён. На всех других устройствах вход завершён.",
    "notices": "Настройки уведомлений сохранены.",
    "data": "Личные данные сохранены.",
    "delete": "Запрос на удаление принят, письмо отправлено.",
    "stay": "Удаление отменено, учётная запись остаётся.",
}


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The first contracts by number; `more`: there are others; `said`: what was just done."""

    session: Session
    account: Account
    rows: Sequence[ContractRow]
    more: bool
    said: str


@get("/", dependencies=signed_in)
async def show_profile(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    settings = kit_of(request).settings
    found = await list_contracts(person.user_id, Wanted(), person.now, settings, SHOWN)
    said = SAID.get(request.query_params.get("done", ""), "")
    view = ProfilePage(person.session, await account_of(person.user_id), found.rows, bool(found.after), said)
    return page(request, "profile/profile.html", view)
