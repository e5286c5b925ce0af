"""Every answer of every address, to anybody and to a person, says what a page may do and who may keep it."""

import re

NEEDED = {
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "cache-control",
}


def asked(app):
    """Each method of each address, the parameters filled with 1."""
    for route in app.routes:
        for method in sorted(route.methods):
            yield method, re.sub(r"{[^}]+}", "1", route.path_format)


async def test_anybody(app, client):
    for method, path in asked(app):
        answer = await client.request(method, path)
        assert not NEEDED - set(answer.headers), (method, path)
        assert "set-cookie" not in answer.headers or path == "/sign-out", (method, path)


async def test_a_person(app, client_for, cast):
    for method, path in asked(app):
        answer = await (await client_for(cast.anna)).request(method, path)
        assert not NEEDED - set(answer.headers), (method, path)
        if answer.status_code == 200 and "Выйти" in answer.text:
            assert answer.headers["cache-control"] == "no-store", (method, path)
