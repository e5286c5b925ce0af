"""A body that does not come to its end is waited for no longer than an honest line needs; a real server tells."""

import asyncio
from contextlib import closing

import pytest

from src.launch import protocol
from src.launch.server import uvicorn_config
from src.web import body
from tests.inspector import HTMX
from tests.serving import serving

HEAD = "POST {} HTTP/1.1\r\nHost: kabinet.test\r\nContent-Type: application/x-www-form-urlencoded\r\n{}\r\n\r\n"
OWN = "Sec-Fetch-Site: same-origin"


@pytest.fixture
async def send(app, monkeypatch):
    """Sends a request or its beginning, and waits for all that the portal says before it hangs up."""
    monkeypatch.setattr(body, "FLOOR", 0.05)
    monkeypatch.setattr(protocol, "SLOWEST_HEAD", 0.05)
    async with serving(uvicorn_config(app)) as where:

        async def exchange(text, later=""):
            reader, writer = await asyncio.open_connection(*where)
            with closing(writer):
                writer.write(text.encode())
                said = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
                writer.write(later.encode())
                return (said + await asyncio.wait_for(reader.read(), 10)).decode()

        yield exchange


@pytest.mark.parametrize("length", ["Content-Length: 20", "Transfer-Encoding: chunked"])
async def test_a_body_that_does_not_come_is_answered_and_ends_the_connection(send, monkeypatch, length):
    monkeypatch.setattr(body, "SLOWEST_LINE", 10**9)
    said = await send(HEAD.format("/sign-in", f"{OWN}\r\n{length}") + "3\r\nlog")
    assert said.startswith("HTTP/1.1 408 ")
    assert "Данные не дошли" in said
    assert "content-security-policy" in said
    assert "connection: close" in said


async def test_htmx_is_told_in_a_fragment(send):
    htmx = "\r\n".join(f"{name}: {value}" for name, value in HTMX.items())
    said = await send(HEAD.format("/sign-in", f"{OWN}\r\n{htmx}\r\nContent-Length: 20") + "log")
    assert said.startswith("HTTP/1.1 408 ")
    assert "<html" not in said
    assert "Данные не дошли" in said


async def test_the_longer_the_body_the_longer_it_may_take():
    scope = {"headers": [(b"content-length", b"20480")]}
    assert body.Punctual(None, scope).allowed == body.FLOOR + 10
    assert body.Punctual(None, {"headers": []}).allowed == body.FLOOR + 32


async def test_what_was_answered_before_its_body_came_ends_too(send):
    said = await send(HEAD.format("/sign-in", "Sec-Fetch-Site: cross-site\r\nContent-Length: 20") + "log")
    assert said.startswith("HTTP/1.1 403 ")


async def test_empty_lines_are_no_head(send):
    whole = HEAD.format("/sign-in", "Sec-Fetch-Site: cross-site\r\nContent-Length: 3") + "log"
    assert (await send(whole, "\r\n")).startswith("HTTP/1.1 403 ")
