"""What is asked of both servers, and how: one kept connection, one request after another."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import brotli

from benchmarks.servers import Server

BROWSER = {
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "ru",
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0",
}


_SEEN = re.compile(r'name="w([0-9]+)"[^>]*value="(-?[0-9]+)([^"]*)"')


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a browser; with `form` a POST. `token` is the session's, '' for nobody."""

    name: str
    path: str
    token: str = ""
    htmx: bool = False
    form: str = ""

    @property
    def method(self) -> str:
        return "POST" if self.form else "GET"

    @property
    def headers(self) -> dict[str, str]:
        more = {"Cookie": f"sid={self.token}"} if self.token else {}
        more |= {"HX-Request": "true"} if self.htmx else {}
        return BROWSER | more | ({"Content-Type": "application/x-www-form-urlencoded"} if self.form else {})


@dataclass(slots=True)
class Answer:
    """`body` as it came, packed."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "br"
        return (brotli.decompress(self.body) if packed else self.body).decode()


def ask(server: Server, request: Ask, path: str = "", status: int = 200) -> Answer:
    """Raises RuntimeError at another status; `path`: another one with the same headers and form."""
    connection = server.connection
    connection.request(request.method, path or request.path, request.form.encode() or None, request.headers)
    response = connection.getresponse()
    body = response.read()
    answer = Answer(response.status, {name.lower(): text for name, text in response.getheaders()}, body)
    if answer.status != status:
        raise RuntimeError(f"{request.method} {path or request.path}: {answer.status} {answer.body[:200]!r}")
    return answer


def spent_on(server: Server, request: Ask, times: int, path: str = "") -> float:
    """Seconds of the server's processor time for one such request, taken over so many."""
    server.connection.close()  # the server drops it after some idle seconds; the next request opens a new one
    ask(server, request, path)
    before = server.spent()
    for _ in range(times):
        ask(server, request, path)
    return (server.spent() - before) / times


def spent_on_saving(server: Server, request: Ask, times: int) -> float:
    """As `spent_on`, saving the same cell again and again, each time over what the last answer showed."""
    server.connection.close()
    request = filled(request, ask(server, replace(request, form="", htmx=False)).text)
    before = server.spent()
    for _ in range(times):
        request = filled(request, ask(server, request).text)
    return (server.spent() - before) / times


def filled(request: Ask, html: str, count: int = 1) -> Ask:
    """The first open registers of a sheet, or the one just saved, each with another value than it had."""
    fields: dict[str, str | int] = {}
    for register, version, shown in _SEEN.findall(html)[:count]:
        before = re.search(rf'name="v{register}"[^>]*data-previous="([0-9]+)', html)
        assert before, "no previous value beside an open register"
        fields |= {f"v{register}": int(before[1]) + 100 + int(version) % 2, f"w{register}": unescape(version + shown)}
    assert fields, "no open register in the answer"
    return replace(request, form=urlencode(fields))


def write_requests(path: Path, requests: Sequence[Ask]) -> None:
    path.write_text(json.dumps([asdict(request) for request in requests]))


def read_requests(path: Path) -> list[Ask]:
    return [Ask(**each) for each in json.loads(path.read_text())]
