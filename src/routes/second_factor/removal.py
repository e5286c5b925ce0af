"""A factor is taken away: what follows is said first."""

from dataclasses import dataclass, replace

from src.routes.second_factor.overview import HERE, after, owner_of
from src.services.second_factor import app, change, passkeys
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    SignedIn,
    fresh,
    get,
    page,
    post,
    see_other,
)


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
    it = RemovalPage(f"{HERE}/app/remove", "", True)
    return await _remove(request, person, "app", it, lambda: app.remove(person.user_id))


@get("/passkey/{passkey_id:int}/remove", dependencies=fresh)
async def ask_passkey(
    request: AnyRequest, person: NamedDependency[SignedIn], passkey_id: FromPath[int]
) -> Response[str]:
    factors = await change.factors_of(person.user_id)
    name = next((key.name for key in factors.passkeys if key.id == passkey_id), None)
    if name is None:
        raise NotFoundException
    it = RemovalPage(f"{HERE}/passkey/{passkey_id}/remove", name, factors.count == 1)
    return page(request, "second_factor/remove.html", it)


@post("/passkey/{passkey_id:int}/remove", dependencies=fresh)
async def remove_passkey(
    request: AnyRequest, person: NamedDependency[SignedIn], passkey_id: FromPath[int]
) -> Response[str]:
    """Of one that is not there (any more) nothing is said: a second click is answered as the first."""
    name = await passkeys.name_of(person.user_id, passkey_id)
    if name is None:
        return see_other(request, f"{HERE}?done=removed")
    it = RemovalPage(f"{HERE}/passkey/{passkey_id}/remove", name, True)
    return await _remove(request, person, "passkey", it, lambda: passkeys.remove(person.user_id, passkey_id))


async def _remove(request: AnyRequest, person: SignedIn, what: str, it: RemovalPage, act: change.Act) -> Response[str]:
    try:
        changed = await change.remove(owner_of(request, person), what, act, it.name)
    except change.LastDemanded as refusal:
        refused = replace(it, demanded=refusal.numbers)
        return page(request, "second_factor/remove.html", refused, status=422)
    return after(request, changed, "removed")
