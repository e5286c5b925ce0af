"""The bank as a server: its interface for merchants, its page for people, its office; and knobs for its moods."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from src.sandbox.bank.book import Book, Order
from src.sandbox.bank.calls import Caller, by_key
from src.sandbox.bank.handler import Handler
from src.sandbox.bank.knobs import Knobs
from src.sandbox.bank.rest import Rest


class BankServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], book: Book, caller: Caller, user: str, password: str) -> None:
        self.book, self.caller, self.knobs = book, caller, Knobs()
        self.rest = Rest(book, user, password, lambda order: caller.tell(order, "refunded", 1))
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Every question of merchants that was heard."""
        super().__init__(address, Handler)
        self.rest.pages = self.url

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who went away before the answer is not worth a word."""

    def outcome(self, order: Order, act: str, quiet: bool) -> None:
        """A person has chosen on the page."""
        if act == "pay":
            self.tell(self.book.pay(order), "deposited", 1, quiet)
        elif act == "refuse":
            self.tell(self.book.decline(order), "deposited", 0, quiet)
        elif act == "wait":
            self.book.hold_back(order)

    def tell(self, order: Order, operation: str, status: int, quiet: bool = False) -> None:
        if not quiet:
            self.caller.tell(order, operation, status)


def bank_of(port: int, folder: Path | None, user: str, password: str, key: str) -> BankServer:
    """On this machine alone; its orders are kept in the folder."""
    return BankServer(("127.0.0.1", port), Book(folder), Caller(by_key(key)), user, password)


class Bank:
    """Runs while its `with` block does."""

    def __init__(self, server: BankServer) -> None:
        self.server = server
        self._thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.caller.stop()
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()
