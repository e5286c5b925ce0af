"""A connection on which nothing of use comes is closed: uvicorn itself waits for ever, and takes a head of any size.

The head of a request, its first line and headers, is small and comes soon. A body that the app reads is timed there
(web/body.py); what is left of one that was answered without it is timed here.
"""

import asyncio
from typing import Any

from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

LARGEST_HEAD = 64 * 1024
"""Bytes; browsers and proxies send a few thousand."""
SLOWEST_HEAD = 20.0
"""Seconds from the first byte, or from the connection, to the end of the head; as long for a body nobody reads."""


class Patient(HttpToolsProtocol):
    """uvicorn's protocol that hangs up on whoever sends a head without end, none at all, or a body nobody reads."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.head = 0
        self.in_head = True
        self.patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self.calm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self.head += len(data)
        super().data_received(data)
        if self.in_head and self.head > LARGEST_HEAD and not self.transport.is_closing():
            self.logger.warning("The head of a request is too large.")
            self.send_400_response("The head of the request is too large.")
        elif self.in_head and self.patience is None and not self.is_answering():
            self.wait()  # empty lines between requests begin no head

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.wait()

    def on_headers_complete(self) -> None:
        self.in_head = False
        self.calm()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.in_head, self.head = True, 0
        self.calm()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.in_head:
            self.wait()

    def is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def wait(self) -> None:
        self.calm()
        self.patience = self.loop.call_later(SLOWEST_HEAD, self.hang_up)

    def calm(self) -> None:
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None

    def hang_up(self) -> None:
        """What was waited for has not come; an answer that is still under way on this connection goes first."""
        if self.is_answering():
            self.wait()
        elif not self.transport.is_closing():
            self.transport.close()
