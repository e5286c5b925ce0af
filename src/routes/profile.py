"""«Профиль»: who signed in, and their contracts."""

from dataclasses import dataclass

from litestar import Response, Router, get
from litestar.di import NamedDependency

from src.domain.sessions import Session
from src.services.contracts import ContractRow, Wanted, list_contracts
from src.web.guards import signed_in
from src.web.kit import kit_of
from src.web.pages import AnyRequest, page
from src.web.visitor import SignedIn

SHOWN = 10


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The first contracts by number; `more`: there are others."""

    session: Session
    rows: tuple[ContractRow, ...]
    more: bool


@get("/profile", dependencies=signed_in)
async def show_profile(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    settings = kit_of(request).settings
    found = await list_contracts(person.user_id, Wanted(), person.now, settings, SHOWN)
    return page(request, "profile/profile.html", ProfilePage(person.session, found.rows, bool(found.after)))


router = Router("/", route_handlers=[show_profile])
