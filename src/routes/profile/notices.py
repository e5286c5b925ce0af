"""«Уведомления»: which letters come; those about security always do."""

from dataclasses import dataclass

from src.domain.notices import Notice
from src.services import notices
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    SignedIn,
    get,
    page,
    post,
    read_fields,
    see_other,
    signed_in,
)


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """`wanted`: those that come."""

    wanted: frozenset[Notice]


@get("/notices", dependencies=signed_in)
async def show_notices(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return page(request, "profile/notices.html", NoticesPage(await notices.wanted(person.user_id)))


@post("/notices", dependencies=signed_in)
async def choose_notices(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    fields = await read_fields(request)
    await notices.choose(person.actor, [each for each in Notice if fields.get(each)])
    return see_other(request, "/profile?done=notices")
