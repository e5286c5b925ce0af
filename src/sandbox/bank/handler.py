"""What the bank answers over HTTP."""

import json
import re
import socket
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from src.sandbox.bank import views
from src.sandbox.bank.book import REGISTERED, Book, Order, Refused

LARGEST = 64 * 1024
LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'"


class Served(Protocol):
    """The bank behind the answers; `asked`: every question of merchants that was heard."""

    book: Book
    knobs: Any
    rest: Any
    asked: list[tuple[str, dict[str, str]]]

    def outcome(self, order: Order, act: str, quiet: bool) -> None: ...
    def tell(self, order: Order, operation: str, status: int, quiet: bool = False) -> None: ...


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    @property
    def bank(self) -> Served:
        return cast(Served, self.server)

    def do_GET(self) -> None:
        match self._path():
            case [""]:
                self._html(HTTPStatus.OK, views.show_office(self.bank.book.newest()))
            case ["pay", order_id]:
                order = self.bank.book.find(order_id)
                self._shown(self._page(order) if order else None)
            case _:
                self._shown(None)

    def do_POST(self) -> None:
        path, fields = self._path(), self._fields()
        match path:
            case ["payment", "rest", method] if method.endswith(".do"):
                self._rest(method.removesuffix(".do"), fields)
            case ["pay", order_id]:
                self._choose(self.bank.book.find(order_id), fields)
            case ["orders", order_id, "refund"]:
                self._refund(self.bank.book.find(order_id), fields.get("amount", ""))
            case _:
                self._shown(None)

    def _rest(self, method: str, fields: dict[str, str]) -> None:
        knobs = self.bank.knobs
        if knobs.counts(knobs.deaf, method):
            self._hang_up()
            return
        self.bank.asked.append((method, fields))
        if status := knobs.busy.get(method):
            self._answer(HTTPStatus(status), "text/plain", b"busy")
            return
        said = self.bank.rest.answer(method, fields) | knobs.lies.get(method, {})
        if knobs.counts(knobs.mute, method):
            self._hang_up()
            return
        body = json.dumps(said, ensure_ascii=False).encode() if knobs.junk is None else knobs.junk
        self._answer(HTTPStatus.OK, "application/json", body)

    def _page(self, order: Order) -> str:
        return views.show_pay(order) if self._open(order) else views.show_done(order)

    def _open(self, order: Order) -> bool:
        return order.status == REGISTERED and not self.bank.book.ended(order)

    def _choose(self, order: Order | None, fields: dict[str, str]) -> None:
        if order is None:
            self._shown(None)
        elif not self._open(order):
            self._shown(views.show_done(order))
        else:
            self.bank.outcome(order, fields.get("act", ""), bool(fields.get("quiet")))
            joint = "&" if "?" in order.back else "?"
            self._see(f"{order.back}{joint}{urlencode({'orderId': order.id, 'lang': 'ru'})}")

    def _refund(self, order: Order | None, amount: str) -> None:
        if order is None:
            self._shown(None)
            return
        whole, _, rest = amount.replace(",", ".").partition(".")
        try:
            kopecks = int(whole or "0") * 100 + int(f"{rest:0<2}"[:2])
            self.bank.tell(self.bank.book.refund(order, kopecks), "refunded", 1)
        except (ValueError, Refused) as refusal:
            self._html(HTTPStatus.BAD_REQUEST, views.page("Не возвращено", f"<p>{type(refusal).__name__}</p>"))
        else:
            self._see("/")

    def _path(self) -> list[str]:
        """A foreign name that resolves to loopback finds nothing."""
        local = LOOPBACK.fullmatch(self.headers.get("Host", ""))
        return urlsplit(self.path).path.strip("/").split("/") if local else ["nothing"]

    def _fields(self) -> dict[str, str]:
        length = self.headers.get("Content-Length", "0")
        size = int(length) if length.isdecimal() else 0
        return dict(parse_qsl(self.rfile.read(min(size, LARGEST)).decode("utf-8", "replace")))

    def _shown(self, html: str | None) -> None:
        self._html(HTTPStatus.OK if html else HTTPStatus.NOT_FOUND, html or views.show_missing())

    def _html(self, status: HTTPStatus, html: str) -> None:
        self._answer(status, "text/html", html.encode(), {"Content-Security-Policy": POLICY})

    def _see(self, address: str) -> None:
        self._answer(HTTPStatus.SEE_OTHER, "text/html", b"", {"Location": address})

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        fixed = {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
        }
        for name, value in (fixed | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _hang_up(self) -> None:
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has gone already

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the launcher's terminal belongs to the portal."""
