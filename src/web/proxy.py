"""Who really asks, behind the reverse proxy that the settings trust."""

import re
from ipaddress import ip_address

from litestar.types import HTTPScope

from src.web.headers import find_header

WITH_PORT = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::\d+)?|([0-9.]+):\d+")
"""`[2001:db8::1]:5000` and `198.51.100.7:5000`, as some proxies write."""


def believe_proxy(scope: HTTPScope, trusted: str) -> None:
    """Put the browser's address and scheme into the scope when the trusted proxy speaks for it.

    The proxy appends the address it saw, to the line that came or as a line of its own: the last one is its own word,
    earlier ones are hearsay. What is no address is not believed, else everybody could be somebody else each time.
    """
    client = scope["client"]
    if not trusted or client is None or client[0] != trusted:
        return
    lines = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    if lines and (address := _address(lines[-1].rpartition(b",")[2].strip().decode("latin-1"))):
        scope["client"] = (address, 0)
    if find_header(scope["headers"], b"x-forwarded-proto") == b"https":
        scope["scheme"] = "https"


def _address(text: str) -> str:
    """The address without its port; '' where there is none."""
    if match := WITH_PORT.fullmatch(text):
        text = match[1] or match[2]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
