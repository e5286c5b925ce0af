"""Where to go after signing in: a path of the portal and nothing else."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from litestar import Request

LONGEST = 500


def safe_next(text: str) -> str:
    """The path if it surely stays inside the portal, else «/»: no `//host`, `/\\host`, scheme or control letter."""
    inside = text.startswith("/") and not text.startswith(("//", "/\\")) and "\\" not in text
    printable = all(" " < letter < "\x7f" for letter in text)
    return text if inside and printable and len(text) <= LONGEST else "/"


def came_from(request: Request[Any, Any, Any], base_url: str) -> str:
    """The page of the portal on which this request was made, by Referer; «/» when it is not told or not ours."""
    referer = urlsplit(request.headers.get("referer", "")[: 2 * LONGEST])
    if f"{referer.scheme}://{referer.netloc}" != base_url:
        return "/"
    return safe_next(referer.path + (f"?{referer.query}" if referer.query else ""))


def sign_in_path(request: Request[Any, Any, Any], base_url: str) -> str:
    """The sign-in page that leads back: to the page that was asked for, or to the one whose form was sent."""
    if request.method == "GET":
        query = request.scope["query_string"].decode("latin-1")
        back = safe_next(request.scope["path"] + (f"?{query}" if query else ""))
    else:
        back = came_from(request, base_url)
    return "/sign-in" if back == "/" else "/sign-in?" + urlencode({"next": back})
