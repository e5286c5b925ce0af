"""Log lines: JSON, UTC, one a request, without secrets; an error's trace goes there and nowhere else."""

import io
import json
import logging

import httpx
import pytest

from src.launch.server import uvicorn_config
from src.web import log
from tests.serving import serving


@pytest.fixture
def lines():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(log.JsonLines())
    log.LOGGER.addHandler(handler)
    log.LOGGER.setLevel("INFO")
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    log.LOGGER.setLevel(logging.NOTSET)
    log.LOGGER.removeHandler(handler)


async def test_a_request_is_one_line_without_its_query(client_for, cast, lines):
    anna = await client_for(cast.anna)
    await anna.get("/?token=secret", headers={"X-Other": "secret2"})
    await anna.get("/blocks/nothing?token=secret")
    found = [line for line in lines() if line["event"] == "request"]
    assert [(line["method"], line["route"], line["status"]) for line in found] == [
        ("GET", "/", 200),
        ("GET", "/blocks/{name}", 404),
    ]
    assert "secret" not in json.dumps(found)
    assert found[0]["user"] == cast.anna.id
    assert found[0]["at"].endswith("+00:00")
    assert found[0]["number"] != found[1]["number"]


def test_a_line_cannot_be_forged(lines):
    log.say("request", route='/a\n{"event": "forged"}')
    assert len(lines()) == 1


def test_a_trace_is_kept(lines):
    try:
        raise ValueError("deep inside")
    except ValueError:
        log.say("failed", logging.ERROR, trace=True)
    assert "deep inside" in lines()[0]["trace"]


async def test_the_server_adds_no_line_with_the_query(app, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("uvicorn.access"), "propagate", True)
    caplog.set_level(logging.INFO)
    async with serving(uvicorn_config(app)) as where, httpx.AsyncClient() as browser:
        answer = await browser.get("http://{}:{}/healthz?token=secret".format(*where))
    assert answer.status_code == 200
    said = {
        record.name: record.getMessage() for record in caplog.records if record.name not in {"httpx", "uvicorn.error"}
    }
    assert said == {"kabinet": "request"}
