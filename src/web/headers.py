"""Headers of every answer: what a page may load and do, and who may keep it."""

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from litestar import Request

RawHeaders = list[tuple[bytes, bytes]]
CAPTCHA = "kabinet.captcha"


def security_headers(css: str, secure: bool, captcha: bool) -> RawHeaders:
    """The headers of all answers; pages with the captcha widget allow its style sheet, worker, sound and policy."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = [
        "default-src 'none'",
        "script-src 'self' 'inline-speculation-rules'",
        f"style-src 'sha256-{digest}'" + (" 'self'" if captcha else ""),
        "img-src 'self' data:",
        "connect-src 'self'",
        *(["worker-src 'self'", "media-src 'self'"] if captcha else []),
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default" + (" svelte-trusted-html" if captcha else ""),
    ]
    headers = {
        "content-security-policy": "; ".join(policy),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if secure:
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def allow_captcha(request: Request[Any, Any, Any]) -> None:
    """This answer holds the captcha widget."""
    request.scope["state"][CAPTCHA] = True


def find_header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    """The value of a header whose names are lower case, as ASGI has them; b'' when it is absent."""
    for key, value in headers:
        if key == name:
            return value
    return b""
