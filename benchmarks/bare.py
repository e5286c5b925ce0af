"""The baseline: the same pages with nothing behind them, by the same framework, server and compression.

When it starts it lets the portal answer each request once, in this process, and keeps which templates were rendered
with which data. Then `/bare/N` renders them again from that ready data: no session, no base, no guards, no log.
`/query` is one with a pooled query of 20 rows, `/write` one with a transaction of bare statements.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from litestar import Litestar, MediaType, Request, Response, get, post
from litestar.datastructures import State

from benchmarks.asking import Ask, read_requests
from src.app import create_app
from src.gateways.all import real_gateways
from src.gateways.clock import running_clock
from src.launch.listening import listen
from src.settings import Settings
from src.storage.engine import execute, open_base, rows, transaction
from src.storage.links import counted
from src.web.compression import pack
from src.web.pages import out_of_band

NOW = datetime.fromisoformat("2026-11-24T12:00:00+03:00")
AnyRequest = Request[Any, Any, Any]
TWENTY_ROWS = """SELECT id, key, party, number, signed_on, price_category, email, phone FROM contract
    WHERE id > {} ORDER BY id LIMIT 20"""
DRAFT = """INSERT INTO draft (register, as_of, contract, typed, value, confirmed, version, app_user, saved_at)
    VALUES ({}, 0, {}, '1', {}, FALSE, 1, {}, 0)
    ON CONFLICT (register, as_of, contract) DO UPDATE SET value = excluded.value"""
JOURNAL = """INSERT INTO journal_line (at, app_user, contract, action, address, details)
    VALUES ({}, {}, {}, 'x', 'y', 'z')"""


class Recording:
    """Stands before the templates and remembers what they were given."""

    def __init__(self, templates: Any) -> None:
        self.templates = templates
        self.rendered: list[tuple[str, dict[str, Any]]] = []

    def get_template(self, name: str) -> Any:
        return _Recorded(self, name)


class _Recorded:
    def __init__(self, recording: Recording, name: str) -> None:
        self.recording, self.name = recording, name

    def render(self, **data: Any) -> str:
        self.recording.rendered.append((self.name, data))
        text: str = self.recording.templates.get_template(self.name).render(**data)
        return text


class Ready:
    """One request's templates with their data."""

    def __init__(self, templates: Any, rendered: list[tuple[str, dict[str, Any]]], counts: tuple[int, int]) -> None:
        self.templates, self.rendered, self.counts = templates, rendered, counts

    def html(self) -> str:
        texts: list[str] = [self.templates.get_template(name).render(**data) for name, data in self.rendered]
        return texts[0] + "".join(out_of_band(text) for text in texts[1:])


async def capture(requests: list[Ask]) -> list[Ready]:
    settings = Settings(mode="demo", secret_key="bench" * 8, now=NOW, base_url="http://127.0.0.1")
    app = create_app(settings, real_gateways(settings), running_clock(NOW))
    recording = Recording(app.state.kit.templates)
    app.state.kit = replace(app.state.kit, templates=recording)
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
        return [await _capture(browser, recording, each) for each in requests]


async def _capture(browser: httpx.AsyncClient, recording: Recording, wanted: Ask) -> Ready:
    recording.rendered = []
    with counted() as counter:
        answer = await browser.request(wanted.method, wanted.path, content=wanted.form, headers=wanted.headers)
    ready = Ready(recording.templates, recording.rendered, _split(counter.texts))
    assert answer.status_code == 200, f"{wanted.path}: {answer.status_code}"
    assert ready.html() == answer.text, f"{wanted.path}: the templates alone give another page"
    return ready


def _split(texts: list[str]) -> tuple[int, int]:
    """How many of the statements were queries before the writing, and how many stood in it: q and w."""
    writes = [at for at, text in enumerate(texts) if not text.lstrip().upper().startswith(("SELECT", "WITH"))]
    inside = writes[-1] - writes[0] + 1 if writes else 0
    return len(texts) - inside, inside


def answer(request: AnyRequest, html: str) -> Response[bytes]:
    body, encoding = pack(html.encode(), request.headers.get("accept-encoding", ""))
    headers = {"content-encoding": encoding.decode()} if encoding else {}
    return Response(body, media_type=MediaType.HTML, headers=headers)


@get("/healthz", media_type=MediaType.TEXT, sync_to_thread=False)
def healthz() -> str:
    return "ok"


@get("/counts", sync_to_thread=False)
def counts(state: State) -> list[list[int]]:
    """Queries and writing statements that the portal needs for each request."""
    return [list(ready.counts) for ready in state.ready]


@get("/bare/{index:int}")
async def show(request: AnyRequest, index: int, state: State) -> Response[bytes]:
    return answer(request, state.ready[index].html())


@post("/bare/{index:int}", status_code=200)
async def put(request: AnyRequest, index: int, state: State) -> Response[bytes]:
    await request.form()
    return answer(request, state.ready[index].html())


@get("/query/{index:int}")
async def query(request: AnyRequest, index: int, state: State) -> Response[bytes]:
    """As /bare, with one pooled query of 20 rows."""
    found = await rows(TWENTY_ROWS, 0)
    assert len(found) == 20
    return answer(request, state.ready[index].html())


@get("/write/{index:int}/{statements:int}")
async def write(request: AnyRequest, index: int, statements: int, state: State) -> Response[bytes]:
    """As /bare, with one transaction of so many bare statements: key look-ups, an insert, updates by key."""
    state.writes += 1
    one, number = state.one, state.writes
    bare = (
        ("UPDATE sheet SET version = version + 1 WHERE id = {}", one["sheet"]),
        ("SELECT * FROM sheet_row WHERE register = {}", one["register"]),
        (DRAFT, one["register"], one["contract"], number, one["person"]),
        ("UPDATE sheet SET drafted = {} WHERE id = {}", number % 50, one["sheet"]),
        (JOURNAL, number, one["person"], one["contract"]),
        ("UPDATE contract SET phone = {} WHERE id = {}", str(number), one["contract"]),
    )
    async with transaction():
        for sql, *values in bare[:statements]:
            await (rows if sql.startswith("SELECT") else execute)(sql, *values)
    return answer(request, state.ready[index].html())


def create_bare(url: str, requests: list[Ask]) -> Litestar:
    @asynccontextmanager
    async def alive(app: Litestar) -> AsyncIterator[None]:
        base = open_base(url, 8)
        await base.start()
        try:
            app.state.ready = await capture(requests)
            app.state.writes = 0
            [app.state.one] = await rows(
                """SELECT s.contract, s.register, h.id AS sheet, (SELECT MIN(id) FROM app_user) AS person
                FROM sheet_row s JOIN sheet h ON h.contract = s.contract ORDER BY s.id, h.id LIMIT 1"""
            )
            yield
        finally:
            await base.stop()

    return Litestar(
        route_handlers=[healthz, counts, show, put, query, write],
        openapi_config=None,
        logging_config=None,
        lifespan=[alive],
    )


def main() -> None:
    app = create_bare(os.environ["BENCH_DATABASE"], read_requests(Path(os.environ["BENCH_REQUESTS"])))
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", lifespan="on", log_config=None, access_log=False, server_header=False
    )
    with listen("127.0.0.1", int(os.environ["BENCH_PORT"])) as listener:
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
