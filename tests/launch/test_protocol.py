"""A head without end, or one that does not come, ends the connection."""

import asyncio

import pytest
import uvicorn

from src.launch import protocol
from src.launch.protocol import LARGEST_HEAD, Patient
from tests.serving import serving

REQUEST = b"POST / HTTP/1.1\r\nHost: kabinet\r\nContent-Length: %d\r\n\r\n"


async def app(scope, receive, send):
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def address():
    """Where uvicorn itself serves an app that takes any body."""
    async with serving(uvicorn.Config(app, http=Patient, log_config=None)) as where:
        yield where


@pytest.fixture
async def line(address):
    """Reader and writer of a connection."""
    reader, writer = await asyncio.open_connection(*address)
    yield reader, writer
    writer.close()


async def answer(reader):
    return (await reader.readuntil(b"\r\n\r\nok")).split(b"\r\n")[0]


async def test_one_request_after_another(line):
    reader, writer = line
    for size in (10, 3 * LARGEST_HEAD, 10):
        writer.write(REQUEST % size + b"x" * size)
        assert await answer(reader) == b"HTTP/1.1 200 OK"


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("begin", [b"GET /", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\nX: 1\r\nY"])
async def test_a_head_without_end_is_refused(line, begin, before):
    reader, writer = line
    for _ in range(before):
        writer.write(REQUEST % 2 + b"xx")
        await answer(reader)
    writer.write(begin + b"a" * (LARGEST_HEAD + 1))
    assert (await asyncio.wait_for(reader.read(), 10)).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("begin", [b"", b"GET / HTTP/1.1\r\nHost: kabinet\r\n"])
async def test_a_head_that_does_not_come_ends_the_connection(monkeypatch, address, begin):
    monkeypatch.setattr(protocol, "SLOWEST_HEAD", 0.05)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(begin)
    assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()


async def test_an_answer_under_way_is_not_cut_off(address, monkeypatch):
    monkeypatch.setattr(protocol, "SLOWEST_HEAD", 0.05)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(REQUEST % 2 + b"x")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(reader.read(1), 0.2)
    writer.write(b"x")
    assert await answer(reader) == b"HTTP/1.1 200 OK"
    writer.close()
