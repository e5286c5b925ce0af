"""Every answer carries the headers, lies in no cache where it must not, and is repeated cheaply where it may."""

import re

import pytest

from src.web.answer import Answer
from src.web.headers import security_headers
from tests.inspector import HTMX

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LOCKED = {
    "default-src 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
}


def asset_of(page: str) -> str:
    return re.search(r"/a/portal\.[0-9a-f]{12}\.js", page)[0]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/healthz"),
        ("HEAD", "/healthz"),
        ("OPTIONS", "/healthz"),
        ("PUT", "/healthz"),
        ("GET", "/"),
        ("GET", "/nothing"),
        ("TRACE", "/nothing"),
        ("GET", "/a/nothing.js"),
        ("POST", "/a/nothing.js"),
    ],
)
async def test_headers_of_every_answer(client, method, path):
    answer = await client.request(method, path)
    assert answer.status_code < 500
    assert ALWAYS.items() <= dict(answer.headers).items()
    policy = answer.headers["content-security-policy"]
    assert set(policy.split("; ")) >= LOCKED
    assert "unsafe" not in policy
    assert "strict-transport-security" not in answer.headers


def test_over_https_browsers_are_told_to_stay_there():
    told = dict(security_headers("", secure=True, captcha=False))
    assert told[b"strict-transport-security"] == b"max-age=31536000; includeSubDomains"


async def test_signed_in_pages_lie_in_no_cache(client_for, cast):
    page = await (await client_for(cast.anna)).get("/")
    assert page.headers["cache-control"] == "no-store"
    assert "etag" not in page.headers
    assert "set-cookie" not in page.headers


async def test_a_page_for_anybody_is_not_sent_twice(client):
    page = await client.get("/healthz")
    again = await client.get("/healthz", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == page.headers["etag"]
    assert "cookie" in page.headers["vary"]
    assert (await client.get("/nothing")).headers["cache-control"] == "no-store"


async def test_the_style_is_allowed_by_its_hash_alone(client, client_for, cast):
    page = await (await client_for(cast.anna)).get("/")
    assert "style-src 'sha256-" in page.headers["content-security-policy"]
    assert page.text.count("<style>") == 1
    assert "svelte" not in page.headers["content-security-policy"]


async def test_assets_are_immutable_and_packed(client, client_for, cast):
    address = asset_of((await (await client_for(cast.anna)).get("/")).text)
    packed = await client.get(address, headers={"Accept-Encoding": "br"})
    assert packed.headers["content-encoding"] == "br"
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    plain = await client.get(address, headers={"Accept-Encoding": "identity"})
    assert plain.text == packed.text
    assert plain.headers["etag"] != packed.headers["etag"]
    known = {"If-None-Match": packed.headers["etag"], "Accept-Encoding": "br"}
    assert (await client.get(address, headers=known)).status_code == 304
    head = await client.head(address, headers={"Accept-Encoding": "br"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == packed.headers["content-length"]


async def test_head_has_the_headers_of_get(client_for, cast):
    anna = await client_for(cast.anna)
    head = await anna.head("/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == "text/html; charset=utf-8"


async def test_errors_are_pages_and_fragments_with_a_number(client, client_for, cast):
    page = await client.get("/nothing")
    assert page.status_code == 404
    assert re.search(r'Номер обращения: <span class="keep">[0-9a-f]{8}', page.text)
    anna = await client_for(cast.anna)
    fragment = await anna.get("/blocks/nothing", headers=HTMX)
    assert fragment.headers["hx-retarget"] == "#notice"
    assert "<!doctype" not in fragment.text
    boosted = await anna.get("/blocks/nothing", headers={**HTMX, "HX-Boosted": "true"})
    assert "<!doctype" in boosted.text


async def test_methods_that_are_not_there(client):
    answer = await client.post("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


async def answered(*headers):
    """The headers with which a good page for anybody goes out."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "state": {}, "client": None}
    await Answer(scope, send, {"plain": []}).whole(200, list(headers), "страница")
    return dict(sent[0]["headers"])


async def test_a_page_that_sets_a_cookie_lies_in_no_cache():
    plain, own = await answered(), await answered((b"set-cookie", b"sid=1"))
    assert (plain[b"cache-control"], b"etag" in plain) == (b"no-cache", True)
    assert (own[b"cache-control"], b"etag" in own) == (b"no-store", False)
