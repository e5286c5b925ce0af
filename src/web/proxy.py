"""Who really asks, behind the reverse proxy that the settings trust."""

from litestar.types import HTTPScope

from src.web.headers import find_header

LONGEST = 45


def believe_proxy(scope: HTTPScope, trusted: str) -> None:
    """Put the browser's address and scheme into the scope when the trusted proxy speaks for it.

    The proxy appends the address it saw, so the last one of X-Forwarded-For is its own word; earlier ones are hearsay.
    """
    client = scope["client"]
    if not trusted or client is None or client[0] != trusted:
        return
    headers = scope["headers"]
    if forwarded := find_header(headers, b"x-forwarded-for"):
        address = forwarded.rpartition(b",")[2].strip().decode("latin-1")
        scope["client"] = (address[:LONGEST], 0)
    if find_header(headers, b"x-forwarded-proto") == b"https":
        scope["scheme"] = "https"
