"""The mailbox's page over HTTP: list, letter, its HTML in a frame without rights, and JSON for tests."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from src.sandbox.mailbox import views
from src.sandbox.mailbox.letters import Letter, Letters

LONGEST_WAIT = 30.0
LETTER_ID = re.compile(r"[0-9]{1,18}")
LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
LETTER_POLICY = "default-src 'none'; img-src data:"


class MailboxServer(ThreadingHTTPServer):
    """Serves one heap of letters; ThreadingHTTPServer, because a test may wait for a letter while another reads."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], letters: Letters) -> None:
        self.letters = letters
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    server: MailboxServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._local():
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "This mailbox answers on the loopback address only.")
            return
        url = urlsplit(self.path)
        match url.path.strip("/").split("/"):
            case [""]:
                self._answer(HTTPStatus.OK, "text/html", views.show_list(self.server.letters.newest()))
            case ["api", "letters"]:
                self._answer_json(parse_qs(url.query))
            case ["letters", number]:
                self._show(number, "text/html", views.show_letter)
            case ["letters", number, "html"]:
                self._show(number, "text/html", lambda letter: letter.html, LETTER_POLICY)
            case _:
                self._not_found()

    def _show(self, number: str, kind: str, view: views.View, policy: str = PAGE_POLICY) -> None:
        letter = self.server.letters.find(int(number)) if LETTER_ID.fullmatch(number) else None
        if letter is None:
            self._not_found()
        else:
            self._answer(HTTPStatus.OK, kind, view(letter), policy)

    def _answer_json(self, query: dict[str, list[str]]) -> None:
        """`?after=ID` only newer ones, `&to=ADDRESS` only to one, `&wait=SECONDS` waits for a newer one to come."""
        try:
            after, wait = int(query.get("after", ["0"])[0]), float(query.get("wait", ["0"])[0])
        except ValueError:
            self._answer(HTTPStatus.BAD_REQUEST, "text/plain", "after and wait are numbers.")
            return
        letters = self.server.letters.newest(after, min(max(wait, 0.0), LONGEST_WAIT))
        wanted = query.get("to", [""])[0].lower()
        found = [_plain(each) for each in letters if not wanted or wanted in map(str.lower, each.recipients)]
        self._answer(HTTPStatus.OK, "application/json", json.dumps(found, ensure_ascii=False))

    def _local(self) -> bool:
        """A foreign name that resolves to loopback (DNS rebinding) must not read live links."""
        return LOOPBACK.fullmatch(self.headers.get("Host", "")) is not None

    def _not_found(self) -> None:
        self._answer(HTTPStatus.NOT_FOUND, "text/html", views.show_missing())

    def _answer(self, status: HTTPStatus, kind: str, body: str, policy: str = PAGE_POLICY) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the launcher's terminal belongs to the portal."""


def _plain(letter: Letter) -> dict[str, object]:
    return asdict(letter) | {"came_at": letter.came_at.isoformat()}
