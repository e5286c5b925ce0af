"""The token of a link in a letter leaves the address bar at once: a cookie for that page alone holds it for an hour.

So it stands in no history, in no Referer, on no screenshot; and it works without JavaScript.
"""

import re
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from src.web.kit import Kit, kit_of
from src.web.pages import see_other

LIVES = 3600
TOKEN = re.compile(r"[\w.-]{1,300}", re.ASCII)


def _name(kit: Kit) -> str:
    return "__Secure-link" if kit.secure else "link"


def _set(response: Response[Any], kit: Kit, path: str, value: str, age: int) -> None:
    cookie = Cookie(
        key=_name(kit), value=value, path=path, httponly=True, secure=kit.secure, samesite="lax", max_age=age
    )
    response.set_cookie(cookie)


def tuck_away(request: Request[Any, Any, Any], path: str) -> Response[str] | None:
    """When the address holds a token: the way to the same page without it, with the cookie."""
    token = request.query_params.get("token", "")
    if not token:
        return None
    answer = see_other(request, path)
    _set(answer, kit_of(request), path, token if TOKEN.fullmatch(token) else "broken", LIVES)
    return answer


def tucked(request: Request[Any, Any, Any]) -> str:
    """The token that came with this page's cookie; '' when there is none."""
    return request.cookies.get(_name(kit_of(request)), "")


def for_one(response: Response[Any]) -> Response[Any]:
    """The page names a person: it lies in no cache."""
    response.headers["Cache-Control"] = "no-store"
    return response


def throw_away(request: Request[Any, Any, Any], response: Response[Any], path: str) -> None:
    """The link was used: nothing is left of it in the browser."""
    _set(response, kit_of(request), path, "", 0)
