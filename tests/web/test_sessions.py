"""The cookie and what happens to a form whose session has ended."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from litestar import Request, Response

from src.services import sessions
from src.storage.links import counted
from src.web.kit import Kit
from src.web.late import LIVES, open_late_form
from src.web.sessions import forget, keep
from tests.inspector import HTMX


def request_on(app) -> Request:
    return Request({"type": "http", "litestar_app": app, "app": app, "headers": [], "state": {}})


def set_cookie(app, change) -> str:
    response = Response("")
    change(request_on(app), response)
    headers = response.to_asgi_response(None, request_on(app)).encode_headers()
    return next(value.decode() for name, value in headers if name == b"set-cookie")


async def test_the_cookie_is_closed_to_scripts_and_other_sites(app, cast, clock):
    new = await sessions.begin(cast.anna.id, False, "192.0.2.1", "Firefox", clock())
    cookie = set_cookie(app, lambda request, response: keep(request, response, new))
    assert cookie.startswith(f"sid={new.token};")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
    assert "Domain" not in cookie
    assert len(cookie) < 200


async def test_over_https_it_is_bound_to_the_host(app, clock, cast):
    kit = replace(app.state.kit, base_url="https://kabinet.example")
    app.state.kit = kit
    new = await sessions.begin(cast.anna.id, True, "192.0.2.1", "Firefox", clock())
    cookie = set_cookie(app, lambda request, response: keep(request, response, new))
    assert cookie.startswith("__Host-sid=")
    assert {"Secure", "Max-Age=2592000"} <= set(cookie.split("; "))


async def test_signing_out_clears_the_storage(app):
    response = Response("")
    forget(request_on(app), response)
    assert response.headers["Clear-Site-Data"] == '"storage"'
    assert [(cookie.value, cookie.max_age) for cookie in response.cookies] == [("", 0)]


async def test_a_session_that_has_ended_meanwhile_gives_no_cookie(app):
    response = Response("")
    keep(request_on(app), response, None)
    assert response.cookies == []


async def test_nobody_gets_a_cookie_or_a_row_by_reading(client, base):
    with counted() as counter:
        assert "set-cookie" not in (await client.get("/healthz")).headers
        assert "set-cookie" not in (await client.get("/")).headers
    assert counter.statements == 0


async def test_an_invented_token_is_nobody(client, cast):
    client.cookies.set("sid", "A" * 43)
    assert (await client.get("/")).headers["location"] == "/sign-in"
    client.cookies.set("sid", "' OR 1=1 --")
    assert (await client.get("/")).headers["location"] == "/sign-in"


async def late_page(client_for, cast, clock, **fields):
    anna = await client_for(cast.anna)
    clock.pass_by(timedelta(minutes=31))
    return await anna.post("/blocks/readings", data={"state": "folded", **fields})


def kept_in(page) -> str:
    return re.search(r'name="kept" value="([^"]+)"', page.text)[1]


async def test_a_late_form_is_kept_for_the_same_person(app, client_for, cast, clock):
    page = await late_page(client_for, cast, clock, note="Ж<b>", password="hidden-word", old_password="hidden-word")
    assert page.status_code == 401
    kit: Kit = app.state.kit
    late = open_late_form(kit, kept_in(page), cast.anna.id)
    assert late.path == "/blocks/readings"
    assert late.fields == {"state": "folded", "note": "Ж<b>"}
    assert open_late_form(kit, kept_in(page), cast.boris.id) is None
    assert open_late_form(kit, kept_in(page)[:-3] + "AAA", cast.anna.id) is None
    clock.pass_by(LIVES)
    assert open_late_form(kit, kept_in(page), cast.anna.id) is None


async def test_what_is_too_large_to_keep_leads_to_signing_in(client_for, cast, clock):
    fields = {f"field{number}": "Ж" * 1000 for number in range(12)}
    assert (await late_page(client_for, cast, clock, **fields)).headers["location"] == "/sign-in"


async def test_htmx_stays_on_its_page(client_for, cast, clock):
    anna = await client_for(cast.anna)
    clock.pass_by(timedelta(minutes=31))
    answer = await anna.post("/blocks/readings", data={"state": "folded"}, headers=HTMX)
    assert answer.status_code == 401
    assert answer.headers["hx-retarget"] == "#notice"
    assert 'href="/sign-in"' in answer.text


@pytest.mark.parametrize(("minutes", "ends"), [(0, 1800), (4, 1560), (6, 1440)])
async def test_the_page_knows_when_its_session_ends(client_for, cast, clock, minutes, ends):
    anna = await client_for(cast.anna)
    clock.pass_by(timedelta(minutes=minutes))
    assert f'data-ends="{ends}"' in (await anna.get("/")).text
    assert (await anna.get("/session")).status_code == 204
