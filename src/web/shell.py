"""What stands around the app, so that every answer has it, 404 and refusals included.

In this order: address behind the proxy, static files, forms of other sites, HEAD; and on the way
back (answer.py) number of the request, headers, caching, compression and the log line.
"""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from src.web.answer import Answer
from src.web.assets import PREFIX
from src.web.body import Punctual
from src.web.headers import find_header, policies_of
from src.web.kit import Kit
from src.web.proxy import believe_proxy
from src.web.same_origin import is_foreign, tell
from src.web.troubles import FOREIGN, trouble_html


class Shell:
    """An ASGI app around Litestar's own; made once by `create_app`."""

    def __init__(self, app: ASGIApp, kit: Kit) -> None:
        self.app, self.kit = app, kit
        self.policies = policies_of(kit.css, kit.secure, kit.settings.pay_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        believe_proxy(scope, self.kit.settings.trusted_proxy)
        answer = Answer(scope, send, self.policies)
        if scope["path"].startswith(PREFIX):
            await self.serve_asset(scope, answer)
        elif is_foreign(scope["method"], scope["headers"], self.kit.base_url):
            tell(scope)
            await answer.whole(403, [], trouble_html(self.kit, scope, FOREIGN))
        else:
            if scope["method"] == "HEAD":
                scope["method"] = "GET"  # the answer leaves the body out
            await self.app(scope, Punctual(receive, scope).receive, answer.take)

    async def serve_asset(self, scope: HTTPScope, answer: Answer) -> None:
        """A file of `static/`; the address holds the fingerprint, so another one is simply not there."""
        asset = self.kit.assets.by_path.get(scope["path"])
        if asset is None:
            await answer.whole(404, [], "Нет такого файла")
        elif scope["method"] not in {"GET", "HEAD"}:
            await answer.whole(405, [(b"allow", b"GET, HEAD")], "Файл можно только прочитать")
        else:
            headers = scope["headers"]
            accept = find_header(headers, b"accept-encoding").decode("latin-1")
            await answer.ready(*asset.answer(accept, find_header(headers, b"if-none-match")))
