"""Anna, or another, at the appeals of the contract, by the browser."""

import re

from tests.inspector import HTMX
from tests.routes.readings.browsing import plain


class Desk:
    """Anna, or another, at the appeals of the contract."""

    def __init__(self, browser, contract_id):
        self.browser, self.path = browser, f"/contracts/{contract_id}/appeals"

    async def begin(self):
        """A new form: its token."""
        return token_of(await self.browser.get(f"{self.path}/new"))

    async def write(
        self, token, act="save", text="Счёт не сходится", theme="bills", version=0, file=None, files=(), **more
    ):
        """`file`: a name and bytes; `files`: several of them. The tab is a new one each time."""
        fields = {"token": token, "theme": theme, "text": text, "version": str(version), "act": act, **more}
        parts = [(name, (None, value)) for name, value in fields.items()]
        chosen = [*files, file] if file else files
        parts += [("file", (*each, "application/octet-stream")) for each in chosen]
        return await self.browser.post(f"{self.path}/draft", files=parts)

    async def keep(self, token, text, version=0):
        fields = {"token": token, "theme": "", "text": text, "version": str(version)}
        return await self.browser.post(f"{self.path}/draft/text", data=fields, headers=HTMX)

    async def send(self, text="Счёт не сходится", **more):
        """The address of what was sent."""
        answer = await self.write(await self.begin(), "send", text, **more)
        assert answer.status_code == 303, plain(answer)
        return answer.headers["location"].partition("?")[0]

    async def follow(self, answer):
        assert answer.status_code == 303, plain(answer)
        return await self.browser.get(answer.headers["location"])


def token_of(answer):
    return re.search(r'name="token" value="([^"]+)"', answer.text)[1]


def version_of(answer):
    return int(re.search(r'name="version" value="(\d+)"', answer.text)[1])
