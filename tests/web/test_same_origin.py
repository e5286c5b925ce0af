"""Forms of other sites are refused before anything is read."""

import pytest

from src.web.same_origin import is_foreign

BASE = "https://kabinet.example"


@pytest.mark.parametrize(
    ("method", "headers", "foreign"),
    [
        ("POST", {"sec-fetch-site": "same-origin"}, False),
        ("POST", {"sec-fetch-site": "none"}, False),
        ("POST", {"sec-fetch-site": "cross-site"}, True),
        ("POST", {"sec-fetch-site": "same-site"}, True),
        ("POST", {"sec-fetch-site": "cross-site", "origin": BASE}, True),
        ("POST", {"origin": BASE}, False),
        ("POST", {"origin": "https://evil.example"}, True),
        ("POST", {"origin": "null"}, True),
        ("POST", {"origin": "http://kabinet.example"}, True),
        ("POST", {"origin": BASE + ".evil.example"}, True),
        ("POST", {}, False),
        ("DELETE", {"origin": "https://evil.example"}, True),
        ("GET", {"sec-fetch-site": "cross-site"}, False),
        ("HEAD", {"origin": "https://evil.example"}, False),
    ],
)
def test_who_is_foreign(method, headers, foreign):
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert is_foreign(method, raw, BASE) is foreign


async def test_a_foreign_form_gets_a_page_and_a_log_line_and_changes_nothing(client_for, cast, caplog):
    anna = await client_for(cast.anna)

    async def endless():
        raise AssertionError("the body was read")
        yield b""

    caplog.set_level("INFO", "kabinet")
    refused = await anna.post("/blocks/readings", content=endless(), headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert "Запрос пришёл с другого сайта" in refused.text
    assert "form of another site refused" in caplog.messages
    assert "readings-due" in (await anna.get("/")).text
