"""Headers of every answer: what a page may load and do, and who may keep it."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from litestar import Request

RawHeaders = list[tuple[bytes, bytes]]
POLICY = "kabinet.policy"
PLAIN, CAPTCHA, BANK = "plain", "captcha", "bank"


def policies_of(css: str, secure: bool, bank: Iterable[str]) -> Mapping[str, RawHeaders]:
    """The headers of all answers, and of those that allow more: `bank` are the origins of its pages."""
    return {
        PLAIN: security_headers(css, secure, captcha=False),
        CAPTCHA: security_headers(css, secure, captcha=True),
        BANK: security_headers(css, secure, captcha=False, bank=bank),
    }


def security_headers(css: str, secure: bool, captcha: bool, bank: Iterable[str] = ()) -> RawHeaders:
    """Pages with the captcha widget allow its style sheet, worker, sound and policy; pages from which one goes to the
    bank allow a form to end there."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = [
        "default-src 'none'",
        "script-src 'self' 'inline-speculation-rules'",
        f"style-src 'sha256-{digest}'" + (" 'self'" if captcha else ""),
        "img-src 'self' data:",
        "connect-src 'self'",
        *(["worker-src 'self'", "media-src 'self'"] if captcha else []),
        " ".join(["form-action 'self'", *sorted(bank)]),
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
    request.scope["state"][POLICY] = CAPTCHA


def allow_bank(request: Request[Any, Any, Any]) -> None:
    """This answer holds a form that leads on to the bank's page."""
    request.scope["state"][POLICY] = BANK


def find_header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    """The value of a header whose names are lower case, as ASGI has them; b'' when it is absent."""
    for key, value in headers:
        if key == name:
            return value
    return b""
