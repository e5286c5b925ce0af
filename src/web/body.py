"""The body of a request comes within a time of its own; how large it may be, Litestar says."""

import asyncio

from litestar.exceptions import HTTPException
from litestar.types import HTTPReceiveMessage, HTTPScope, Receive, WebSocketReceiveMessage

from src.web.headers import find_header

FLOOR = 30.0
"""Seconds that any body may take: a bad line is silent for a while and goes on."""
SLOWEST_LINE = 2048
"""Bytes a second of the worst line that is still served."""
UNANNOUNCED = 64 * 1024
"""Bytes that a body without Content-Length is given the time of."""


class BodyTooSlow(HTTPException):
    """The rest of the body has not come in time; the connection, on which it may still come, is of no more use."""

    status_code = 408

    def __init__(self) -> None:
        super().__init__(headers={"connection": "close"})


class Punctual:
    """An ASGI `receive` that raises BodyTooSlow when the body takes longer than its length needs on the worst line.

    The time runs from the first reading: what the portal does before that is not the visitor's.
    """

    def __init__(self, receive: Receive, scope: HTTPScope) -> None:
        self.inner = receive
        announced = find_header(scope["headers"], b"content-length")
        self.allowed = FLOOR + (int(announced) if announced.isdigit() else UNANNOUNCED) / SLOWEST_LINE
        self.until: float | None = None

    async def receive(self) -> HTTPReceiveMessage | WebSocketReceiveMessage:
        if self.until is None:
            self.until = asyncio.get_running_loop().time() + self.allowed
        try:
            async with asyncio.timeout_at(self.until):
                return await self.inner()
        except TimeoutError as error:
            raise BodyTooSlow from error
