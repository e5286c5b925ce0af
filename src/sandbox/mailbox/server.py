"""Both ears of the mailbox: SMTP in a thread of aiosmtpd, HTTP in another."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from src.sandbox.mailbox.letters import Letters
from src.sandbox.mailbox.page import MailboxServer

LARGEST_LETTER = 2_000_000


class Receiver:
    """What aiosmtpd calls for each letter."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        self._letters.add(raw, envelope.mail_from or "", tuple(envelope.rcpt_tos))
        return "250 Message accepted for delivery"


class FreePortController(Controller):
    """aiosmtpd asks its own port for an answer at start, and does not expect it to be 0."""

    def _trigger_server(self) -> None:
        if isinstance(self.server, asyncio.Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class Mailbox:
    """Runs while its `with` block does; loopback only. `smtp_port` and `url` are known inside."""

    def __init__(self, letters: Letters, pages: MailboxServer, smtp_port: int = 0) -> None:
        self._pages = pages
        self._smtp = FreePortController(
            Receiver(letters),
            hostname="127.0.0.1",
            port=smtp_port,
            data_size_limit=LARGEST_LETTER,
            enable_SMTPUTF8=True,
        )
        self._thread = threading.Thread(target=pages.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def smtp_port(self) -> int:
        """The port really taken, also when 0 was asked for."""
        return int(self._smtp.port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._pages.server_port}"

    def __enter__(self) -> Self:
        self._smtp.start()
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pages.shutdown()
        self._pages.server_close()
        self._thread.join()
        self._smtp.stop()
