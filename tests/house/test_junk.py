"""Junk to every route and method: a refusal, never a failure of ours."""

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from src.storage.engine import bound
from src.web.forms import Form
from tests import inspector
from tests.inspector import HTMX

FORM = "application/x-www-form-urlencoded"
VALUES = {
    "control characters": "\x00\x07\x1b[2J",
    "a number too large": "9" * 400,
    "no number": "NaN",
    "an exponent": "-1e309",
    "digits of others": "٣٤,५",
    "markup": "\"'><script>alert(1)</script>{{ 7 * 7 }}",
    "a lone surrogate": "\ud800",
    "a long word": "я" * 500,
    "a way out": "../../etc/passwd",
    "less than nothing": "-1",
    "nothing": "",
}
BODIES = {
    "bytes": (FORM, b"\xff\xfe\x00=%zz%&=;;&"),
    "another alphabet": (FORM + "; charset=utf-16", "login=анна".encode("cp1251")),
    "json": ("application/json", b'{"login": ['),
    "multipart without end": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n',
    ),
    "multipart without boundary": ("multipart/form-data", b"--x--"),
    "no type": ("", b"login=anna"),
    "very many fields": (FORM, b"a=1&" * 9000),
    "a long field": (FORM, b"a=" + b"x" * 5000),
    "too large": (FORM, b"a=" + b"x" * 2_000_000),
}
LONGEST = 130
"""Of a value in an address, past every limit there; the client takes a tenth of a second to build longer ones."""
PARAMETERS = (
    *("q", "after", "before", "from", "sort", "period", "next", "token", "page", "state", "status"),
    *("form", "key", "contracts", "only", "origin", "print", "role", "said"),
)


def fields_of_forms() -> set[str]:
    """Every field name that some form of the portal reads."""
    known, waiting = set(), [Form]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        known |= {field.alias or name for name, field in model.model_fields.items()}
    return known


def addresses(app: Litestar, *fillings: str, without: str = "") -> Iterator[tuple[str, str]]:
    """Every method and path of the portal but this one, the path's parameters filled with each of these."""
    for route in app.routes:
        assert isinstance(route, HTTPRoute)
        for method, filling in product(sorted(route.methods - {"OPTIONS", without}), fillings):
            yield method, re.sub(r"\{[^}]+\}", quote(filling, safe="", errors="surrogatepass"), route.path_format)


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def unseen(monkeypatch):
    """Pages are looked over by other tests; here it would take most of the time."""
    monkeypatch.setattr(inspector, "LOOKS", False)


@pytest.mark.parametrize("kind", VALUES)
async def test_junk_in_addresses(anna, app, kind):
    value = VALUES[kind][:LONGEST]
    junk = quote(value, safe="", errors="surrogatepass")
    query = "&".join(f"{name}={junk}" for name in PARAMETERS)
    for method, path in addresses(app, "1", value):
        answer = await anna.request(method, f"{path}?{query}")
        assert answer.status_code < 500, (method, path)


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("kind", BODIES)
async def test_broken_bodies(anna, app, cast, kind):
    content_type, body = BODIES[kind]
    for method, path in addresses(app, str(cast.contract.id), "readings", without="GET"):
        answer = await anna.request(method, path, content=body, headers={"content-type": content_type})
        assert answer.status_code < 500, (method, path)


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("kind", VALUES)
async def test_junk_in_every_field(anna, app, cast, kind):
    """As page and as fragment; PostgreSQL is asked the same for both."""
    junk = quote(VALUES[kind], errors="surrogatepass")
    sheet = {f"{part}{cast.metered.register_id}" for part in "vc"} | {"key", "agreed"}
    body = "&".join(f"{name}={junk}" for name in fields_of_forms() | sheet).encode()
    ways = list(addresses(app, str(cast.contract.id), "readings", without="GET"))
    for (method, path), more in product(ways, ({}, HTMX) if bound().dialect == "sqlite" else ({},)):
        answer = await anna.request(method, path, content=body, headers={"content-type": FORM} | more)
        assert answer.status_code < 500, (method, path)


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("cookie", ["x", "=", "a" * 5000, "\xff", '"'])
async def test_broken_cookies(client, app, cookie):
    for method, path in addresses(app, "1"):
        answer = await client.request(method, path, headers={"cookie": f"sid={cookie}".encode("latin-1")})
        assert answer.status_code < 500, (method, path)
