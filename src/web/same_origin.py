"""Forms of other sites are refused before their body is read: by Sec-Fetch-Site, else by Origin."""

from collections.abc import Iterable

from litestar.types import HTTPScope

from src.web.headers import find_header
from src.web.log import say
from src.web.visitor import NUMBER

HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_foreign(method: str, headers: Iterable[tuple[bytes, bytes]], base_url: str) -> bool:
    """Whether this request was made by a page of another site.

    A browser says so by itself in Sec-Fetch-Site; an older one sends Origin, which must be the base address. Both
    absent is a text browser or a program, which carries no cookie of somebody else.
    """
    if method in HARMLESS:
        return False
    if site := find_header(headers, b"sec-fetch-site"):
        return site not in {b"same-origin", b"none"}
    origin = find_header(headers, b"origin")
    return bool(origin) and origin.decode("latin-1") != base_url


def tell(scope: HTTPScope) -> None:
    """The log hears of a refused form."""
    say("form of another site refused", number=scope["state"].get(NUMBER), path=scope["path"][:100])
