"""«Профиль»: who signed in, and their contracts."""

from dataclasses import dataclass

from src.domain.sessions import Session
from src.services.contracts import ContractRow, Wanted, list_contracts
from src.services.personal_data import load
from src.web.front import AnyRequest, NamedDependency, Response, SignedIn, get, kit_of, page, signed_in

SHOWN = 10
SAID = {
    "password": "Пароль изменён. На всех других устройствах вход завершён.",
    "notices": "Настройки уведомлений сохранены.",
    "data": "Личные данные сохранены.",
}


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The first contracts by number; `more`: there are others; `said`: what was just done."""

    session: Session
    phone: str
    rows: tuple[ContractRow, ...]
    more: bool
    said: str = ""


@get("/", dependencies=signed_in)
async def show_profile(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    settings = kit_of(request).settings
    found = await list_contracts(person.user_id, Wanted(), person.now, settings, SHOWN)
    phone = (await load(person.user_id)).phone
    it = ProfilePage(
        person.session, phone, found.rows, bool(found.after), SAID.get(request.query_params.get("done", ""), "")
    )
    return page(request, "profile/profile.html", it)
