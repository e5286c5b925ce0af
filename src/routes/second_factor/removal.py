"""A factor is taken away: what follows is said first."""

from dataclasses import dataclass

from src.routes.second_factor.overview import HERE, after, owner_of
from src.services.second_factor import app, change
from src.web.front import AnyRequest, NamedDependency, Response, SignedIn, fresh, get, page, post, see_other


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """`action`: where the form goes; `name` of a passkey, '' for the application; `last`: nothing would be left.

    `demanded`: contracts for which the last one must stay.
    """

    action: str
    name: str
    last: bool
    demanded: tuple[str, ...] = ()


@get("/app/remove", dependencies=fresh)
async def ask_app(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    factors = await change.factors_of(person.user_id)
    if factors.app_at is None:
        return see_other(request, HERE)
    return page(request, "second_factor/remove.html", RemovalPage(f"{HERE}/app/remove", "", factors.count == 1))


@post("/app/remove", dependencies=fresh)
async def remove_app(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    try:
        changed = await change.remove(owner_of(request, person), "app", lambda: app.remove(person.user_id))
    except change.LastDemanded as refusal:
        it = RemovalPage(f"{HERE}/app/remove", "", True, refusal.numbers)
        return page(request, "second_factor/remove.html", it, status=422)
    return after(request, changed, "removed")
