"""Which content encoding a browser takes, and small bodies compressed on the fly."""

import gzip
from functools import lru_cache

import brotli

QUALITY = 5
SMALLEST = 500
"""Bytes below which packing gains nothing."""


@lru_cache(maxsize=256)
def choose(accept: str, offered: tuple[str, ...]) -> str:
    """The offered encoding that the browser likes best, the earlier on a tie; '' when it takes none of them."""
    wishes = _wishes(accept)
    best, liked = "", 0.0
    for encoding in offered:
        if (wish := wishes.get(encoding, wishes.get("*", 0.0))) > liked:
            best, liked = encoding, wish
    return best


def _wishes(accept: str) -> dict[str, float]:
    wishes = {}
    for part in accept.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        wishes[name.strip()] = _quality(parameters)
    return wishes


def _quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        key, _, value = parameter.strip().partition("=")
        if key.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def pack(body: bytes, accept: str) -> tuple[bytes, bytes]:
    """The body as the browser wants it, and the name of the encoding (b'' for none)."""
    encoding = choose(accept, ("br", "gzip")) if len(body) >= SMALLEST else ""
    if encoding == "br":
        return brotli.compress(body, quality=QUALITY), b"br"
    if encoding == "gzip":
        return gzip.compress(body, 6, mtime=0), b"gzip"
    return body, b""
