"""The way back to the browser: headers of every answer, who may keep it, 304, compression, the log line."""

import hashlib
import secrets
import time
from collections.abc import Mapping

from litestar.types import HTTPResponseBodyEvent, HTTPResponseStartEvent, HTTPScope, Message, Send

from src.web.compression import pack
from src.web.headers import PLAIN, POLICY, RawHeaders, find_header
from src.web.log import say
from src.web.visitor import NUMBER, person_of

TEXT = (b"text/", b"application/json", b"image/svg")
REPLACED = frozenset({b"content-length", b"vary", b"etag"})


class Answer:
    """Takes the app's messages, holds back the start until the body is there, and sends both on, finished."""

    def __init__(self, scope: HTTPScope, send: Send, policies: Mapping[str, RawHeaders]) -> None:
        self.scope, self.send, self.policies = scope, send, policies
        self.begun = time.perf_counter()
        scope["state"][NUMBER] = secrets.token_hex(4)
        self.head = scope["method"] == "HEAD"
        self.start: HTTPResponseStartEvent | None = None

    async def take(self, message: Message) -> None:
        """An ASGI `send`: a body of one piece is finished here, a stream goes through as it comes."""
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            start, self.start = self.start, None
            await self.finish(start, message)
        elif not self.head:  # the rest of a stream
            await self.send(message)

    async def whole(self, status: int, headers: RawHeaders, text: str) -> None:
        """Answer without the app."""
        start: HTTPResponseStartEvent = {
            "type": "http.response.start",
            "status": status,
            "headers": [(b"content-type", b"text/html; charset=utf-8"), *headers],
        }
        await self.finish(start, {"type": "http.response.body", "body": text.encode(), "more_body": False})

    async def ready(self, status: int, headers: RawHeaders, body: bytes) -> None:
        """Answer with a body that is packed and tagged already."""
        await self.send_on(status, headers, body, more=False)

    async def finish(self, start: HTTPResponseStartEvent, message: HTTPResponseBodyEvent) -> None:
        headers = [(name.lower(), value) for name, value in start["headers"]]
        status, body, more = start["status"], message.get("body", b""), message.get("more_body", False)
        if not find_header(headers, b"cache-control"):
            headers.append((b"cache-control", b"no-cache" if self.may_be_kept(status, headers) else b"no-store"))
        packed_already = bool(find_header(headers, b"content-encoding"))
        if more or packed_already or not find_header(headers, b"content-type").startswith(TEXT):
            await self.send_on(status, headers, body, more)
        else:
            await self.finish_text(status, headers, body)

    async def finish_text(self, status: int, headers: RawHeaders, body: bytes) -> None:
        """Tag what may be kept, answer 304 to who has it, pack the rest."""
        kept = [pair for pair in headers if pair[0] not in REPLACED]
        kept.append((b"vary", self.vary(headers)))
        asked = self.scope["headers"]
        if self.may_be_kept(status, headers):
            tag = b'W/"' + hashlib.blake2b(body, digest_size=9).hexdigest().encode() + b'"'
            kept.append((b"etag", tag))
            if tag in find_header(asked, b"if-none-match"):
                await self.send_on(304, [pair for pair in kept if pair[0] != b"content-type"], b"", more=False)
                return
        packed, encoding = pack(body, find_header(asked, b"accept-encoding").decode("latin-1"))
        if encoding:
            kept.append((b"content-encoding", encoding))
        kept.append((b"content-length", str(len(packed)).encode()))
        await self.send_on(status, kept, packed, more=False)

    def may_be_kept(self, status: int, headers: RawHeaders) -> bool:
        """Only a good page for anybody may lie in a cache, and it is asked for again each time."""
        return (
            status == 200
            and self.scope["method"] in {"GET", "HEAD"}
            and person_of(self.scope) is None
            and not find_header(headers, b"set-cookie")
        )

    @staticmethod
    def vary(headers: RawHeaders) -> bytes:
        own = find_header(headers, b"vary")
        return b"accept-encoding, cookie" + (b", " + own if own else b"")

    async def send_on(self, status: int, headers: RawHeaders, body: bytes, more: bool) -> None:
        """Send with the headers of every answer, and write the log line."""
        always = self.policies[self.scope["state"].get(POLICY, PLAIN)]
        await self.send({"type": "http.response.start", "status": status, "headers": [*headers, *always]})
        await self.send({
            "type": "http.response.body",
            "body": b"" if self.head else body,
            "more_body": more and not self.head,
        })
        person = person_of(self.scope)
        say(
            "request",
            number=self.scope["state"][NUMBER],
            method=self.scope["method"],
            route=self.scope.get("path_template") or self.scope["path"][:100],
            status=status,
            ms=round((time.perf_counter() - self.begun) * 1000, 1),
            user=person.user_id if person else None,
            address=self.scope["client"][0] if self.scope["client"] else None,
        )
