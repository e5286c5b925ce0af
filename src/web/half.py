"""The cookie of whoever has shown the password and is still to show the second factor; it opens that page alone."""

from typing import Any

from litestar import Response
from litestar.datastructures import Cookie

from src.domain.second_factor import HALF_LIVES
from src.services.half_signed import Halfway, remember_way
from src.web.kit import AnyRequest, Kit, kit_of
from src.web.next import safe_next
from src.web.pages import see_other

PAGE = "/sign-in/second"


def _name(kit: Kit) -> str:
    return "__Host-half" if kit.secure else "half"


def half_of(request: AnyRequest) -> str:
    return request.cookies.get(_name(kit_of(request)), "")


async def lead(request: AnyRequest, halfway: Halfway, going: str, kept: str) -> Response[str]:
    """On to the page of the second factor; where the person was going is kept till then."""
    if kept or going != "/":
        await remember_way(halfway, safe_next(going), kept)
    answer = see_other(request, PAGE)
    _set(request, answer, halfway.token, int(HALF_LIVES.total_seconds()))
    return answer


def throw_away(request: AnyRequest, response: Response[Any]) -> None:
    _set(request, response, "", 0)


def _set(request: AnyRequest, response: Response[Any], value: str, age: int) -> None:
    kit = kit_of(request)
    cookie = Cookie(
        key=_name(kit), value=value, path="/", httponly=True, secure=kit.secure, samesite="lax", max_age=age
    )
    response.set_cookie(cookie)
